import { safeAnswer } from '../../../functions/bxml/document.ts';
import { safeResponse } from '../../../functions/chain/responses.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { type Explained, explain, refusal } from '../../explain/explain.ts';
import { storedEvent } from '../../explain/stored-event.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import type { WhatIfQuestion } from '../messages.ts';

/**
 * The event of a row under the names that it came with, and the URL that our answer had sent it to.
 * @param since when the first hand-off of the call was begun, where the URL says so
 */
export function questionOf(row: StoredOutcome, since?: string): WhatIfQuestion | undefined {
  const stored = storedEvent(row, since);
  if (!stored) return undefined;
  const { callback, event, query, accepted } = stored;
  return { event, url: query === '' ? callback : `${callback}?${query}`, accepted };
}

/**
 * Explains the answer to the event of a row again: it is the same as was given if the policy still is. What was
 * not handled got the safe answer.
 */
export function rebuiltAnswer(
  row: StoredOutcome,
  policy: Policy,
  fallbackFolder?: string,
  question = questionOf(row),
): Explained {
  if (row.outcome === 'rejected' || !question)
    return refusal({ message: 'not handled', issues: [] }, safeResponse({ fields: row }, safeAnswer(policy)));
  const { event, url, accepted } = question;
  return explain({ body: JSON.stringify(event), url, handOff: {}, accepted }, policy, fallbackFolder);
}
