// biome-ignore-all lint/style/noRestrictedGlobals: Date calculates here, and reads no clock
import type { HandOff } from './hand-off.ts';
import type { Policy } from './policy.ts';

/** The parts of an event that tell how long its caller has waited. */
interface Moment {
  readonly handOff: HandOff;
  /** When the event happened, where it tells. */
  readonly eventTime?: string | undefined;
  /** Seconds since the start of the call, where the event tells. */
  readonly callAgeSeconds?: number | undefined;
}

/**
 * Seconds from the first hand-off of a call to an event; `undefined` where either time is not known, or that in the URL
 * cannot be right: it is after the event, or before the start of the call.
 */
export function waitedSeconds({ handOff, eventTime, callAgeSeconds = Infinity }: Moment): number | undefined {
  const seconds = (Date.parse(eventTime ?? '') - Date.parse(handOff.since ?? '')) / 1000;
  return seconds >= 0 && seconds <= callAgeSeconds ? seconds : undefined;
}

/** What the URLs of the next hand-off say of the first: the time of the event where it is that; nothing where no wait is bounded. */
export function sinceOf({ limits }: Policy, moment: Moment): string | undefined {
  if (limits.waitSeconds === undefined) return undefined;
  const { handOff, eventTime } = moment;
  return waitedSeconds(moment) === undefined ? (eventTime ?? handOff.since) : handOff.since;
}
