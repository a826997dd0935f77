import type { CallbackName } from '../../functions/callbacks.ts';
import type { Outcome } from '../../functions/recovery/outcome.ts';
import type { StepName } from '../../functions/recovery/policy.ts';

/** What must come of a callback, by the documentation and the demo's policy. */
export interface Expected {
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
  /** The documented event, in `test/fixtures`. */
  readonly fixture: string;
  /** Fields that are not as documented. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** Goes to the URL in the answer to the scene before, and belongs to the same call. */
  readonly continues?: boolean;
  readonly expected: Expected;
}

const ANNA = 'sip:anna@office.example.com';
const BEN = 'sip:ben@office.example.com';

const GONE: Expected = { outcome: 'connected', step: 'none', attempt: 1, verbs: [] };
const ENDED: Expected = { outcome: 'completed', step: 'hangup', attempt: 1, verbs: ['Hangup'] };
const referToBen = (outcome: Outcome): Expected => ({
  outcome,
  step: 'next',
  attempt: 1,
  nextDestination: BEN,
  verbs: ['Refer', 'SipUri'],
});

/** The seven events of Bandwidth's documentation (sources in docs/design.md). */
export const DOCUMENTED: readonly Scene[] = [
  {
    title: 'REFER succeeded: the caller has left us',
    callback: 'refer-complete',
    fixture: 'refer-success',
    expected: GONE,
  },
  {
    title: "REFER refused by the caller's endpoint: bridge instead",
    callback: 'refer-complete',
    fixture: 'refer-rejected-405',
    expected: {
      outcome: 'refused',
      step: 'bridge',
      attempt: 1,
      nextDestination: ANNA,
      verbs: ['Transfer', 'SipUri'],
    },
  },
  {
    title: 'REFER accepted, destination not found: try the next',
    callback: 'refer-complete',
    fixture: 'refer-target-404',
    expected: referToBen('unreachable'),
  },
  {
    title: 'REFER accepted, then silence: try the next',
    callback: 'refer-complete',
    fixture: 'refer-notify-timeout',
    expected: referToBen('unconfirmed'),
  },
  {
    title: 'Transfer answered, and hung up at its end',
    callback: 'transfer-complete',
    fixture: 'transfer-hangup',
    expected: ENDED,
  },
  {
    title: 'The same of a call that had been queued',
    callback: 'transfer-complete',
    fixture: 'transfer-hangup-enqueued',
    expected: ENDED,
  },
  {
    title: 'Transfer to a number outside the route was busy: try its first',
    callback: 'transfer-complete',
    fixture: 'transfer-busy',
    expected: {
      outcome: 'busy',
      step: 'next',
      attempt: 1,
      nextDestination: ANNA,
      verbs: ['Transfer', 'SipUri'],
    },
  },
];

/** One call on which everything fails. */
export const CONVERSATION: readonly Scene[] = [
  {
    title: 'Anna is busy: try Ben',
    callback: 'refer-complete',
    fixture: 'refer-target-404',
    changes: { notifySipResponseCode: 486 },
    expected: referToBen('busy'),
  },
  {
    title: 'Ben declines: nobody is left',
    callback: 'refer-complete',
    fixture: 'refer-target-404',
    changes: { notifySipResponseCode: 603, eventTime: '2026-04-30T13:20:58.120Z' },
    continues: true,
    expected: { outcome: 'declined', step: 'goodbye', attempt: 2, verbs: ['SpeakSentence', 'Hangup'] },
  },
];
