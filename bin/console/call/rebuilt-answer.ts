import { safeAnswer } from '../../../functions/bxml/document.ts';
import { callbackRow } from '../../../functions/callbacks.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { type Explanation, explain } from '../../explain/explain.ts';
import { storedEvent } from '../../explain/stored-event.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { UsageError } from '../../usage/usage-error.ts';
import type { WhatIfQuestion } from '../messages.ts';

/** The event of a row under the names that it came with, and the URL that our answer had sent it to. */
export function questionOf(row: StoredOutcome): WhatIfQuestion | undefined {
  const stored = storedEvent(row);
  if (!stored) return undefined;
  const { callback, event, query } = stored;
  return { event, url: query === '' ? callback : `${callback}?${query}` };
}

/** What was answered to the event of a row, made again: the same event and policy give the same answer. */
export interface RebuiltAnswer {
  readonly bxml: string | undefined;
  /** Absent for what was not handled. */
  readonly explanation: Explanation | undefined;
}

/** Makes the answer to an event again. It is the same as was given if the policy still is. */
export function rebuiltAnswer(row: StoredOutcome, policy: Policy, fallbackFolder?: string): RebuiltAnswer {
  const safe = { bxml: safeAnswer(policy), explanation: undefined };
  const question = questionOf(row);
  if (row.outcome === 'rejected' || !question) return safe;
  try {
    const body = JSON.stringify(question.event);
    const explained = explain({ body, url: question.url, handOff: {} }, policy, fallbackFolder);
    if ('issues' in explained) return { bxml: explained.body, explanation: undefined };
    const dropped = callbackRow(explained.callback).answers === 'nothing';
    return { bxml: dropped ? undefined : explained.bxml, explanation: explained };
  } catch (error) {
    if (error instanceof UsageError) return safe;
    throw error;
  }
}
