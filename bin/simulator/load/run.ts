import { withDyingHome } from '../dying-home.ts';
import type { Server } from '../live-call.ts';
import { playCall } from '../play-call.ts';
import { seeded, seedOf } from '../random.ts';
import type { ReadStored } from '../stored.ts';
import type { Timeline } from '../timeline.ts';
import { INVARIANTS, INVARIANTS_WITH_SECOND, type Promises } from './invariants.ts';
import { type RandomRun, randomCall } from './random-call.ts';
import {
  COMPLETED_ONLY_IF_TAKEN,
  completedOnlyIfTaken,
  STORED_IN_BOTH,
  STORED_ONCE,
  storedOnce,
} from './stored-once.ts';
import { Tally } from './tally.ts';

/** A promise that takes more than its call to be checked. */
export interface Check {
  readonly name: string;
  readonly broken: (timeline: Timeline) => Promise<string | undefined>;
}

/** The options of {@link runLoad}. */
export interface LoadOptions extends RandomRun, Server {
  readonly calls: number;
  readonly concurrency: number;
  readonly promises: Promises;
  /** The first call began then; the others within the seconds that follow, an hour unless given. */
  readonly startMillis: number;
  readonly spanSeconds?: number | undefined;
  /** Plays this call alone. */
  readonly only?: number | undefined;
  readonly readStored?: ReadStored | undefined;
  /** Further checks of each call. */
  readonly moreChecks?: readonly Check[] | undefined;
  /** Reads the table of the second deployment. */
  readonly readSecond?: ReadStored | undefined;
  readonly onCall?: (played: number, timeline: Timeline) => void;
}

/** The shortest call that breaks an invariant, and how many did. */
export interface Violation {
  readonly invariant: string;
  readonly calls: number;
  readonly index: number;
  readonly broken: string;
  readonly timeline: Timeline;
}

/** The result of a run. */
export interface LoadResult {
  readonly tally: Tally;
  readonly violations: readonly Violation[];
  /** The invariants that were checked. */
  readonly checked: readonly string[];
}

/** The seconds within which random calls begin, unless told otherwise. */
export const HOUR_SECONDS = 3600;

/** Plays random calls, so many at once, and checks every invariant on each of them. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { calls, concurrency, promises, readStored, readSecond, only, onCall, seed, startMillis } = options;
  const { secondUrl, moreChecks = [], spanSeconds = HOUR_SECONDS } = options;
  const tally = new Tally();
  const violations = new Map<string, Violation>();
  const checks = [
    ...(secondUrl === undefined ? INVARIANTS : INVARIANTS_WITH_SECOND),
    ...(readStored
      ? [
          { name: STORED_ONCE, broken: (timeline: Timeline) => storedOnce(timeline, readStored) },
          {
            name: COMPLETED_ONLY_IF_TAKEN,
            broken: (timeline: Timeline) => completedOnlyIfTaken(timeline, readStored),
          },
        ]
      : []),
    ...(readSecond
      ? [{ name: STORED_IN_BOTH, broken: (timeline: Timeline) => storedOnce(timeline, readSecond) }]
      : []),
    ...moreChecks,
  ];
  const queue = only === undefined ? Array(calls).keys() : [only].values();

  const blame = (invariant: string, broken: string, index: number, timeline: Timeline): void => {
    const known = violations.get(invariant);
    const isShorter = !known || timeline.moments.length < known.timeline.moments.length;
    const shortest = isShorter ? { invariant, index, broken, timeline } : known;
    violations.set(invariant, { ...shortest, calls: (known?.calls ?? 0) + 1 });
  };

  const worker = async (): Promise<void> => {
    for (const index of queue) {
      const call = randomCall(options, index);
      const startSeconds = seeded(seedOf(`${seed}/${index}/start`)).integer(0, spanSeconds);
      const timeline = await playCall({
        ...options,
        call: secondUrl === undefined ? call : withDyingHome(call, `${seed}/${index}`),
        startMillis: startMillis + startSeconds * 1000,
      });
      for (const { name, broken } of checks) {
        const how = await broken(timeline, promises);
        if (how !== undefined) blame(name, how, index, timeline);
      }
      tally.add(timeline);
      onCall?.(tally.calls, timeline);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { tally, violations: [...violations.values()], checked: checks.map(({ name }) => name) };
}
