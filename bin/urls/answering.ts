import { setTimeout as sleep } from 'node:timers/promises';
import { counted } from '../print/printable.ts';
import { Failure } from '../usage/usage-error.ts';
import { probe } from './probe.ts';

/** The options of {@link answering}; a test has minutes of its own. */
interface Probing {
  /** How many minutes in a row every URL must answer. */
  readonly minutes: number;
  readonly say: (line: string) => void;
  readonly minuteMilliseconds?: number;
}

/** A minute is good if each URL answers each time. */
const ASKED_A_MINUTE = 6;

/** Longer than this nobody watches. */
const MOST_MINUTES = 60;

/**
 * Asks each URL until all have answered for so many minutes in a row. Each answer is a function that ran and knew
 * its token; it is also what a health check needs to find the deployment healthy again.
 * @throws {Failure} where that has not come about in an hour
 */
export async function answering(
  urls: Readonly<Record<string, string>>,
  { minutes, say, minuteMilliseconds = 60_000 }: Probing,
): Promise<void> {
  let good = 0;
  for (let minute = 1; minute <= MOST_MINUTES; minute += 1) {
    const missed = new Set<string>();
    for (let time = 0; time < ASKED_A_MINUTE; time += 1) {
      const [findings] = await Promise.all([probe(urls), sleep(minuteMilliseconds / ASKED_A_MINUTE)]);
      for (const { about, mistake } of findings) missed.add(`${about} (${mistake})`);
    }
    good = missed.size === 0 ? good + 1 : 0;
    say(
      missed.size === 0
        ? `good minute ${good} of ${minutes}: ${counted(Object.keys(urls).length, 'URL')} answered each time`
        : `bad minute: ${[...missed].join(', ')}`,
    );
    if (good >= minutes) return;
  }
  throw new Failure(
    `Not ${counted(minutes, 'good minute')} in a row within ${MOST_MINUTES}: DNS stays where it is.`,
  );
}
