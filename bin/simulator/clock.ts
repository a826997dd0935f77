/** The time of one simulated call: it stands still while the server thinks and jumps when the call waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMillis(): number;
  /** Lets call time pass at once. */
  pass(seconds: number): void;
}

/** Makes a {@link Clock} that begins at the given moment. */
export function simulatedClock(startMillis: number): Clock {
  let nowMillis = startMillis;
  return {
    nowMillis: () => nowMillis,
    pass: (seconds) => {
      nowMillis += Math.round(seconds * 1000);
    },
  };
}

/** A moment as Bandwidth writes it: ISO 8601, UTC, milliseconds. */
export const isoTime = (millis: number): string => new Date(millis).toISOString();

const MINUTE_MILLIS = 60_000;

/**
 * When a call begins that is played now: so many minutes ago, which are more than it takes. Its events lie in the
 * past, as every real one, and in the last day, which is what is asked for.
 */
export const startMillisAgo = (minutes: number): number => Date.now() - minutes * MINUTE_MILLIS;
