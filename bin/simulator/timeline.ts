import type { Call } from './call.ts';
import type { Death } from './home-death.ts';

/** A callback that was sent, and what came back. */
export interface CallbackSent {
  readonly kind: 'callback';
  readonly eventType: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly answer: HttpAnswer;
  /** The answers to the same request when it was sent again. */
  readonly repeats: readonly HttpAnswer[];
}

/** An HTTP answer, or why there was none. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** Real time that it took. */
  readonly tookMillis: number;
  readonly failure?: string;
  /** How the first of two deployments was dead; but for too late an answer, it has not got the callback. */
  readonly died?: Death;
}

/** A moment of a call. */
export type Happening =
  | CallbackSent
  /** BXML of somebody else's application is about to run. */
  | { readonly kind: 'elsewhere'; readonly url: string; readonly bxml: string }
  | {
      readonly kind: 'heard';
      readonly verb: 'SpeakSentence' | 'PlayAudio';
      readonly text: string;
      readonly whole: boolean;
    }
  | { readonly kind: 'waited'; readonly verb: 'Pause' | 'Ring'; readonly seconds: number }
  /** Something between the answer of a callee and the connection. */
  | { readonly kind: 'callee'; readonly text: string }
  /** The caller was asked for a key: what was said, and `presses 1`, `presses nothing` or `hangs up`. */
  | { readonly kind: 'menu'; readonly asked: string; readonly does: string }
  | HandOffMoment
  | MessageMoment
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'ended'; readonly how: Ending; readonly why: string };

/** One attempt to connect the caller, and how it went. */
interface HandOffMoment {
  readonly kind: 'hand-off';
  readonly by: 'refer' | 'transfer';
  /** Its targets, joined by commas. */
  readonly destination: string;
  /** Whether a `<Transfer>` hid the number of the caller. */
  readonly hidden?: boolean;
  /** Whether a callee took it who answered and was asked for a key, and the id of the hand-off in its URLs. */
  readonly asked?: { readonly id: string; readonly isTaken: boolean };
  /** `refer 202 notify 486`, `transfer busy`, `transfer abandoned`, … */
  readonly result: string;
  readonly connected: boolean;
  /** From when until when, in call time, a `<Transfer>` rang that was answered. */
  readonly rang?: { readonly fromSeconds: number; readonly toSeconds: number };
}

/** A message that was recorded, and what ended it. */
export interface MessageMoment {
  readonly kind: 'message';
  readonly recordingId: string;
  readonly seconds: number;
  readonly endedBy: 'silence' | 'its limit' | 'a key' | 'the caller';
}

/**
 * How a call ends: REFERred, so that caller and destination talk without us; by `<Hangup>` or the end of a
 * document; with somebody else's application; by the platform, which got no answer that it could use; or
 * not before the simulator's own limit was reached.
 */
export const ENDINGS = [
  'referred',
  'hangup',
  'caller-left',
  'redirected',
  'callback-error',
  'invalid-bxml',
  'never',
] as const;

export type Ending = (typeof ENDINGS)[number];

/** A happening and when, in call time. */
export type Moment = Happening & { readonly atSeconds: number };

/** A whole call, as it went. */
export interface Timeline {
  readonly call: Call;
  readonly moments: readonly Moment[];
  readonly ending: { readonly how: Ending; readonly why: string };
}

/** Tells whether an event is one whose answer is ignored: it wants any 2xx (https://dev.bandwidth.com/docs/voice/webhooks/disconnect). */
export const isStatusEvent = (eventType: string): boolean =>
  /disconnect$|^recordingAvailable$/i.test(eventType);

/** The moments of one kind, in order. */
export const only = <Kind extends Moment['kind']>(
  timeline: Timeline,
  kind: Kind,
): Extract<Moment, { kind: Kind }>[] =>
  timeline.moments.filter((moment): moment is Extract<Moment, { kind: Kind }> => moment.kind === kind);
