import { createHash } from 'node:crypto';
import type { Behaviour } from './behaviour.ts';
import type { HomeDeath } from './home-death.ts';

/** How the first BXML of a call comes about. */
type FirstStep =
  /** The application's URL is asked: `initiate` of an inbound call, `answer` of an outbound one. */
  | { ask: string; fallback?: string }
  /** The user's own application answers; this is what it answers, and the URL that it was asked at. */
  | { bxml: string; url: string };

/** When the caller hangs up, if they ever do. */
export type CallerHangUp =
  | { afterSeconds: number }
  /** During the first, second, … of these: a second after it began, or as soon as the server has the callback. */
  | { during: CallPart; number: number };

/** A part of a call in which the caller can hang up. */
export type CallPart = 'hand-off' | 'prompt' | 'answer' | 'message';

/** The reaction of a caller who is asked for a message: speaks so long, or says nothing, and then hangs up, presses a key or waits. */
export interface Message {
  readonly speaksSeconds: number;
  readonly ends: 'by hanging up' | 'by waiting' | `by pressing ${string}`;
}

/** What somebody does who is asked for a key; told is the first key that the prompt names. */
export type Pressing = 'as told' | 'wrong key' | 'nothing' | 'hangs up' | `key ${string}`;

/** How the callbacks of a call travel: once, by the method that the BXML names, in order, unless told otherwise. */
export interface Transport {
  /** Every callback by GET, whatever the BXML asks for: what a user may configure. */
  get?: boolean | undefined;
  /** With GET, a `+` that is not escaped, and so reads as a space. */
  barePlus?: boolean | undefined;
  /** Every callback once more: after the answer, or at the same time. */
  duplicate?: 'none' | 'after' | 'at-once' | undefined;
  /** Status events held back until the call is over, then sent in reverse. */
  reorderStatus?: boolean | undefined;
}

/** Which hand-off of a call it is, from 1, and which of its targets, from 0. */
export interface Attempt {
  readonly by: 'refer' | 'transfer';
  readonly number: number;
  readonly leg: number;
  /** Whether the callee is asked to take the call. */
  readonly asked: boolean;
}

/**
 * A call id of the documented shape, such as `c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d`,
 * the same for the same name.
 */
export const callIdentifier = (name: string): string =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, 'c-$1-$2-$3-$4-$5-$6');

/** The account of Bandwidth's documented examples. */
export const ACCOUNT = { accountId: '55555555', applicationId: '7fc9698a-b04a-468b-9e8f-91238c0d0086' };

/** Everything about a call that the server does not decide. */
export interface Call {
  callId: string;
  from: string;
  to: string;
  direction: 'inbound' | 'outbound';
  accountId: string;
  applicationId: string;
  tag?: string | undefined;
  /** What the application's own URLs say of the call, as `context`. */
  context?: string | undefined;
  /** An outbound call that had to queue: seconds before it started. */
  queuedSeconds?: number | undefined;
  first: FirstStep;
  /** Tells how a destination reacts when the call is handed to it for the first, second, … time. */
  behave: (destination: string, time: number, attempt: Attempt) => Behaviour;
  hangsUp?: CallerHangUp | undefined;
  /** The message that is left the first, second, … time; without it one of 12 seconds, ended by `#`. */
  leaves?: ((time: number) => Message) | undefined;
  /** What the caller does in the first, second, … menu; without it as told. */
  presses?: ((time: number) => Pressing) | undefined;
  transport?: Transport;
  /** When the first of two deployments dies, as the call sees it. */
  homeDies?: HomeDeath | undefined;
  /** Where `disconnect` goes (CallStatusCallbackUrl of the application), if anywhere. */
  statusUrl?: string | undefined;
  /** Other people's URLs and the BXML that they answer; nothing outside the server is ever contacted. */
  elsewhere?: Readonly<Record<string, string>>;
}

/**
 * Whether `<Refer>` works on a leg: an inbound call to a SIP URI, whose caller may well have a number
 * (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/refer).
 */
export const canRefer = (call: Pick<Call, 'to' | 'direction'>): boolean =>
  call.direction === 'inbound' && call.to.startsWith('sip:');
