import { unreadable } from './bounds.ts';
import { isContext } from './context.ts';
import { type Destination, formatDestination } from './destination.ts';
import { utcTime } from './event-time.ts';
import { MENU } from './menu.ts';
import { ROUTE_NAME } from './policy.ts';
import { parseDestination, readTransferTo } from './read-destination.ts';

/** Our own query parameters, in their order: no Bandwidth field has these names. */
export const STATE_PARAMETERS = [
  'route',
  'destination',
  'attempt',
  'retries',
  'confirm',
  'call',
  'context',
  'since',
  'menu',
  'menus',
] as const;

/**
 * One attempt to connect the caller. It is the whole state of a running
 * conversation, and it travels in the callback URL, so that an answer needs no read.
 */
export interface HandOff {
  /** Name of the policy's route; absent where the user's own app began. */
  readonly route?: string | undefined;
  /** Where it goes; absent where the URL does not say. */
  readonly destination?: Destination | undefined;
  /** The beginning of what was said of the destination, where that cannot be read as one; at most 1,000 characters. */
  readonly unreadableDestination?: string | undefined;
  /** Which hand-off of this call it is, counted from 1; 0 before the first. */
  readonly attempt: number;
  /** How often this destination had been retried before. */
  readonly retries: number;
  /** The id of a hand-off whose callee is asked to take it; empty where it cannot be read: then nobody took it. */
  readonly confirm?: string | undefined;
  /** The callId of the caller, in the URLs of a callee's leg. */
  readonly call?: string | undefined;
  /** A key of the user's own, which stays with the call. */
  readonly context?: string | undefined;
  /** When the first hand-off of the call was begun, in UTC with milliseconds; only where the wait is bounded. */
  readonly since?: string | undefined;
  /** The menu that is asked after it, in the URL of that menu; empty where it cannot be read. */
  readonly menu?: string | undefined;
  /** How many menus the call has had; absent before the first. */
  readonly menus?: number | undefined;
}

/** The id of a hand-off, as `chain/answer.ts` makes it. */
const HAND_OFF_ID = /^[0-9a-f]{8}$/;

/** A callId as Bandwidth writes them; longer ones would take the room of the destination. */
const CALL_ID = /^[\w-]{1,64}$/;

/** A callId, if a URL may carry it. */
export const callIdInUrl = (callId: string | null | undefined): string | undefined =>
  callId && CALL_ID.test(callId) ? callId : undefined;

/** Larger counts are cut to this: far above any limit a policy can set. */
const MAX_COUNT = 1_000_000;

/** A whole number as we write it, or what holds where a stranger sends anything else. */
const readCount = (text: string | null, otherwise: number): number =>
  text?.match(/^\d+$/) ? Math.min(Number(text), MAX_COUNT) : otherwise;

/** A word of ours, `undefined` where there is none, and empty where a stranger sends anything else. */
const readWord = (text: string | null, form: RegExp): string | undefined =>
  text === null ? undefined : form.test(text) ? text : '';

/**
 * Reads the hand-off that ended from the query string of its callback.
 * Total: nonsense reads as if absent, and of a repeated parameter the first counts.
 */
export function readHandOff(query: URLSearchParams): HandOff {
  const text = query.get('destination') ?? '';
  const destination = parseDestination(text);
  const route = query.get('route') ?? '';
  const context = query.get('context') ?? '';
  const menu = readWord(query.get('menu'), MENU);
  return {
    route: ROUTE_NAME.test(route) ? route : undefined,
    destination,
    unreadableDestination: !destination && text.trim() !== '' ? unreadable(text) : undefined,
    attempt: readCount(query.get('attempt'), 1),
    retries: readCount(query.get('retries'), 0),
    confirm: readWord(query.get('confirm'), HAND_OFF_ID),
    call: callIdInUrl(query.get('call')),
    context: isContext(context) ? context : undefined,
    since: utcTime(query.get('since')),
    menu,
    menus: readCount(query.get('menus'), menu === undefined ? 0 : 1) || undefined,
  };
}

/** Completes a hand-off by the `transferTo` of its event, where the URL does not say where it went. */
export function withTransferTo(handOff: HandOff, transferTo: string | undefined): HandOff {
  if (handOff.destination || !transferTo?.trim()) return handOff;
  const destination = readTransferTo(transferTo);
  if (destination) return { ...handOff, destination, unreadableDestination: undefined };
  const said = [handOff.unreadableDestination ?? [], transferTo].flat().join(' ');
  return { ...handOff, unreadableDestination: unreadable(said) };
}

/** Writes a hand-off as the query string that {@link readHandOff} reads, in the order of {@link STATE_PARAMETERS}. */
export function writeHandOff(handOff: HandOff): string {
  const { destination, unreadableDestination, retries } = handOff;
  const text = destination ? formatDestination(destination) : unreadableDestination;
  const state = { ...handOff, destination: text, retries: retries || undefined };
  const query = new URLSearchParams();
  for (const name of STATE_PARAMETERS) if (state[name] !== undefined) query.set(name, String(state[name]));
  return query.toString();
}
