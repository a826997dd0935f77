import type { CallbackName } from '../../functions/callbacks.ts';
import type { Outcome } from '../../functions/recovery/outcome.ts';
import type { StepName } from '../../functions/recovery/policy.ts';
import type { DocumentedEvent } from '../documented-events/documented-events.ts';

/** The result of a callback by the documentation and the demo's policy. */
interface Expected {
  readonly outcome: Outcome;
  readonly step: StepName | 'none';
  readonly attempt: number;
  readonly nextDestination?: string;
  /** The elements inside `<Response>`, in the order of the document. */
  readonly verbs: readonly string[];
}

/** One callback to play. */
export interface Scene {
  readonly title: string;
  readonly callback: CallbackName;
  readonly event: DocumentedEvent;
  /** Fields that are not as documented. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** Goes to the URL in the answer to the scene before, and belongs to the same call. */
  readonly continues?: boolean;
  readonly expected: Expected;
}

const ANNA = 'sip:anna@office.example.com';
const BEN = 'sip:ben@office.example.com';

/** A step that hands the call to another destination. */
const handedOn = (step: Expected['step'], outcome: Outcome, next: string, verb: string): Expected => ({
  outcome,
  step,
  attempt: 1,
  nextDestination: next,
  verbs: [verb, 'SipUri'],
});
const ENDED: Expected = { outcome: 'completed', step: 'hangup', attempt: 1, verbs: ['Hangup'] };

const refer = (title: string, event: DocumentedEvent, expected: Expected): Scene => ({
  title,
  callback: 'refer-complete',
  event,
  expected,
});
const transfer = (title: string, event: DocumentedEvent, expected: Expected): Scene => ({
  ...refer(title, event, expected),
  callback: 'transfer-complete',
});

/**
 * The seven events of Bandwidth's documentation: four of
 * https://dev.bandwidth.com/docs/voice/programmable-voice/webhooks/referComplete, three of
 * https://dev.bandwidth.com/docs/voice/webhooks/transferComplete
 */
export const DOCUMENTED: readonly Scene[] = [
  refer('REFER succeeded: the caller has left us', 'refer-success', {
    outcome: 'connected',
    step: 'none',
    attempt: 1,
    verbs: [],
  }),
  refer(
    "REFER refused by the caller's endpoint: bridge instead",
    'refer-rejected-405',
    handedOn('bridge', 'refused', ANNA, 'Transfer'),
  ),
  refer(
    'REFER accepted, destination not found: try the next',
    'refer-target-404',
    handedOn('next', 'unreachable', BEN, 'Refer'),
  ),
  refer(
    'REFER accepted, then silence: try the next',
    'refer-notify-timeout',
    handedOn('next', 'unconfirmed', BEN, 'Refer'),
  ),
  transfer('Transfer answered, and hung up at its end', 'transfer-hangup', ENDED),
  transfer('The same of a call that had been queued', 'transfer-hangup-enqueued', ENDED),
  transfer(
    'Transfer to a number outside the route was busy: try its first',
    'transfer-busy',
    handedOn('next', 'busy', ANNA, 'Transfer'),
  ),
];

const ANNA_IS_BUSY: Scene = {
  ...refer('Anna is busy: try Ben', 'refer-target-404', handedOn('next', 'busy', BEN, 'Refer')),
  changes: { notifySipResponseCode: 486 },
};

/** A call that fails, and is recovered. */
export const RECOVERED: readonly Scene[] = [
  ANNA_IS_BUSY,
  {
    ...refer('Ben answers: they talk, and we are out of the call', 'refer-success', {
      outcome: 'connected',
      step: 'none',
      attempt: 2,
      verbs: [],
    }),
    changes: { eventTime: '2026-04-30T13:20:58.120Z' },
    continues: true,
  },
];

/** A call on which everything fails. */
export const LOST: readonly Scene[] = [
  ANNA_IS_BUSY,
  {
    ...refer('Ben declines: nobody is left', 'refer-target-404', {
      outcome: 'declined',
      step: 'goodbye',
      attempt: 2,
      verbs: ['SpeakSentence', 'Hangup'],
    }),
    changes: { notifySipResponseCode: 603, eventTime: '2026-04-30T13:20:58.120Z' },
    continues: true,
  },
];
