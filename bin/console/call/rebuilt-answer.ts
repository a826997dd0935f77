import { safeAnswer } from '../../../functions/bxml/document.ts';
import { callbackOfEvent, callbackRow } from '../../../functions/callbacks.ts';
import { OUR_NAMES } from '../../../functions/outcomes/kept-fields.ts';
import { writeHandOff } from '../../../functions/recovery/hand-off.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { parseDestination } from '../../../functions/recovery/read-destination.ts';
import { type Explanation, explain } from '../../explain/explain.ts';
import { READS_HAND_OFF } from '../../explain/received.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { UsageError } from '../../usage/usage-error.ts';
import type { WhatIfQuestion } from '../messages.ts';

const RENAMED = 'event.';

/** The event of a row under the names that it came with, and the URL that our answer had sent it to. */
export function questionOf(row: StoredOutcome): WhatIfQuestion | undefined {
  const callback = callbackOfEvent(row.eventType);
  if (!callback) return undefined;
  const isOurs = (name: string): boolean => OUR_NAMES.has(name) || (name === 'eventTime' && 'undated' in row);
  const fields = Object.entries(row).filter(([name]) => !isOurs(name));
  const event = Object.fromEntries(
    fields.map(([name, value]) => [name.startsWith(RENAMED) ? name.slice(RENAMED.length) : name, value]),
  );
  const { route, destination, unreadableDestination, attempt, retries } = row;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const query = writeHandOff({
    route: text(route),
    destination: parseDestination(text(destination)),
    unreadableDestination: text(unreadableDestination),
    attempt: Number(attempt ?? 1),
    retries: Number(retries ?? 0),
  });
  return { event, url: READS_HAND_OFF.includes(callback.name) ? `${callback.name}?${query}` : callback.name };
}

/** What was answered to the event of a row, made again: the same event and policy give the same answer. */
export interface RebuiltAnswer {
  readonly bxml: string | undefined;
  /** Absent for what was not handled. */
  readonly explanation: Explanation | undefined;
}

/** Makes the answer to an event again. It is the same as was given if the policy still is. */
export function rebuiltAnswer(row: StoredOutcome, policy: Policy): RebuiltAnswer {
  const safe = { bxml: safeAnswer(policy), explanation: undefined };
  const question = questionOf(row);
  if (row.outcome === 'rejected' || !question) return safe;
  try {
    const body = JSON.stringify(question.event);
    const explained = explain({ body, url: question.url, handOff: {} }, policy);
    if ('issues' in explained) return { bxml: explained.body, explanation: undefined };
    const dropped = callbackRow(explained.callback).answers === 'nothing';
    return { bxml: dropped ? undefined : explained.bxml, explanation: explained };
  } catch (error) {
    if (error instanceof UsageError) return safe;
    throw error;
  }
}
