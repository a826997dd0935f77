import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { type OutcomeItem, outcomeItem } from '../../../functions/outcomes/item.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import type { Outcome } from '../../../functions/recovery/outcome.ts';

/** What a test says of a stored hand-off; the rest is as in the documented events. */
type StoredHandOff = Readonly<Record<'callId' | 'eventTime', string>> & {
  readonly [field in 'eventType' | 'route' | 'destination' | 'nextDestination' | 'context']?: string;
} & {
  readonly outcome?: Outcome;
  readonly attempt?: number;
  readonly step?: Decision['step'];
  /** Fields of the event. */
  readonly fields?: Readonly<Record<string, unknown>>;
};

/** A row as it is read: a failed refer of a call, unless told otherwise. */
export const row = (fields: Readonly<Record<string, unknown>> = {}): StoredOutcome => ({
  callId: 'c-1',
  eventKey: 'k',
  eventTime: '2026-11-21T12:00:00.000Z',
  outcome: 'busy',
  eventType: 'referComplete',
  attempt: 1,
  ...fields,
});

/** Rows as the reader gives them. */
export async function* each<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

const DOCUMENTED = {
  applicationId: '7fc9698a-b04a-468b-9e8f-91238c0d0086',
  from: 'sip:bob@customer.example.com',
  to: 'sip:support@bw.example.com',
  direction: 'inbound',
};

/** An item made as the functions make it. */
export function storedItem(told: StoredHandOff): OutcomeItem {
  const { callId, eventTime, eventType = 'referComplete', outcome = 'busy', step = 'next' } = told;
  const { attempt = 1, route, destination = 'sip:alice@desk.example.com', nextDestination, context } = told;
  const event = { callId, eventTime, eventType, ...DOCUMENTED, ...told.fields };
  const handOff = { route, attempt, retries: 0, context };
  return outcomeItem(
    { ...DOCUMENTED, ...told.fields },
    event,
    {
      outcome,
      ended: { ...handOff, ...(destination && { destination: { targets: [destination] } }) },
      step,
      action: nextDestination
        ? {
            kind: 'hand-off',
            verb: 'refer',
            handOff: { ...handOff, destination: { targets: [nextDestination] } },
            transfer: {},
          }
        : { kind: 'hangup' },
      steps: [],
      passedOver: [],
    },
    {
      receivedAtEpochMilliseconds: Date.parse(eventTime),
      ttlDays: 0,
      policyHash: '0123abcd',
      digest: () => 'd1',
    },
  );
}
