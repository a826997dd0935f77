import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { row } from '../reader/items.ts';

export const ANNA = 'sip:anna@office.example.com';

export const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, seconds)).toISOString();

/** An event of a call so many seconds after 10 o'clock. */
export const event = (
  eventType: string,
  seconds: number,
  outcome: string,
  fields: object = {},
): StoredOutcome =>
  row({ eventType, eventTime: at(seconds), outcome, destination: '+15551110000', ...fields });

/** A call came in, and was handed to Anna. */
export const begun = row({
  eventType: 'initiate',
  outcome: 'begun',
  attempt: 0,
  step: 'begin',
  nextDestination: ANNA,
});

/** A call came in of which nothing was handed on. */
export const begunWith = (outcome: string, step: string) =>
  row({ eventType: 'initiate', outcome, attempt: 0, step });

/** A call came in out of hours. */
export const closed = (step: string) => begunWith('closed', step);

/** A call is over. */
export const over = (outcome: string) => row({ eventType: 'disconnect', outcome, attempt: 0, step: 'none' });

/** A caller has left a message, or none, and is still there. */
export const recorded = (outcome: string) =>
  row({ eventType: 'recordComplete', outcome, step: 'goodbye', recordingId: 'r-1' });

/** An event of the leg of a callee. */
export const leg = (outcome: string, fields: object = {}) =>
  row({ eventType: 'transferDisconnect', outcome, step: 'none', destination: ANNA, ...fields });
