import type { Policy } from '../../functions/recovery/policy.ts';
import { zonedTime } from '../print/time-text.ts';
import type { TimeRange } from '../reader/time-range.ts';
import { readTime } from '../table/time.ts';
import { UsageError } from '../usage/usage-error.ts';

/** The options that say which calls are counted. */
export interface PeriodOptions {
  readonly since: string;
  readonly until?: string;
  readonly zone?: string;
}

/** A period on the clock of a time zone, and in words. */
interface Period extends TimeRange {
  readonly timeZone: string;
  readonly words: string;
}

/** @throws {UsageError} for what is no time zone, with the one that may be meant */
async function readZone(text: string): Promise<string> {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    // Loaded only here: it knows all time zones.
    const { meantTimeZone } = await import('../../lib/policy/meant-time-zone.ts');
    throw new UsageError(
      `--zone must be an IANA time zone such as "America/New_York", not "${text}"${meantTimeZone(text)}.`,
    );
  }
}

/** The one time zone of a policy's hours, else that of this machine. */
function defaultZone(policy: Policy | undefined): string {
  const zones = new Set(Object.values(policy?.hours ?? {}).map(({ timeZone }) => timeZone));
  const [zone] = zones;
  return zones.size === 1 && zone !== undefined ? zone : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Reads the period of a report: without an end up to now, but `yesterday` is that day alone.
 * @throws {UsageError} for a time or zone that is not understood, or an end before the beginning
 */
export async function readPeriod(
  { since, until, zone }: PeriodOptions,
  policy: Policy | undefined,
  now: Date,
): Promise<Period> {
  const timeZone = zone === undefined ? defaultZone(policy) : await readZone(zone.trim());
  const end = until ?? (since.trim().toLowerCase() === 'yesterday' ? 'today' : 'now');
  const sinceEpochMilliseconds = readTime('--since', since, now, timeZone);
  const untilEpochMilliseconds = readTime('--until', end, now, timeZone);
  const [first, last] = [sinceEpochMilliseconds, untilEpochMilliseconds].map((time) =>
    zonedTime(time, timeZone),
  );
  if (untilEpochMilliseconds <= sinceEpochMilliseconds)
    throw new UsageError(`--until (${last}) is not after --since (${first}).`);
  return {
    sinceEpochMilliseconds,
    untilEpochMilliseconds,
    timeZone,
    words: `from ${first} to ${last}, ${timeZone}`,
  };
}
