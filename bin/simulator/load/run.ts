import { simulatedClock } from '../clock.ts';
import type { Server } from '../live-call.ts';
import { playCall } from '../play-call.ts';
import { seeded, seedOf } from '../random.ts';
import type { ReadStored } from '../stored.ts';
import type { Timeline } from '../timeline.ts';
import { INVARIANTS, type Promises } from './invariants.ts';
import { type RandomRun, randomCall } from './random-call.ts';
import { STORED_ONCE, storedOnce } from './stored-once.ts';
import { Tally } from './tally.ts';

/** What {@link runLoad} needs. */
export interface LoadOptions extends RandomRun, Server {
  readonly calls: number;
  readonly concurrency: number;
  readonly promises: Promises;
  /** The first call began then; the others within the hour that follows. */
  readonly startMillis: number;
  /** Plays this call alone. */
  readonly onlyIndex?: number | undefined;
  readonly readStored?: ReadStored | undefined;
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

/** What a run showed. */
export interface LoadResult {
  readonly tally: Tally;
  readonly violations: readonly Violation[];
  /** The invariants that were checked. */
  readonly checked: readonly string[];
  /** The call of `onlyIndex`, if it was played alone. */
  readonly only: Timeline | undefined;
}

const HOUR_SECONDS = 3600;

async function playOne(options: LoadOptions, index: number): Promise<Timeline> {
  const { seed, runName, startMillis } = options;
  const random = seeded(seedOf(`${runName}/${seed}/${index}/legs`));
  const startSeconds = seeded(seedOf(`${seed}/${index}/start`)).integer(0, HOUR_SECONDS);
  const clock = simulatedClock(startMillis + startSeconds * 1000);
  return playCall({ ...options, call: randomCall(options, index), random, clock });
}

/** Plays random calls, so many at once, and checks every invariant on each of them. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { calls, concurrency, promises, readStored, onlyIndex, onCall } = options;
  const tally = new Tally();
  const violations = new Map<string, Violation>();
  const indexes = onlyIndex === undefined ? Array.from({ length: calls }, (_, index) => index) : [onlyIndex];
  const queue = indexes.values();
  let only: Timeline | undefined;
  let played = 0;

  const blame = (invariant: string, broken: string, index: number, timeline: Timeline): void => {
    const known = violations.get(invariant);
    const isShorter = !known || timeline.moments.length < known.timeline.moments.length;
    const shortest = isShorter ? { invariant, index, broken, timeline } : known;
    violations.set(invariant, { ...shortest, calls: (known?.calls ?? 0) + 1 });
  };

  const worker = async (): Promise<void> => {
    for (const index of queue) {
      const timeline = await playOne(options, index);
      tally.add(timeline);
      if (index === onlyIndex) only = timeline;
      const broken = INVARIANTS.map((each) => [each.name, each.broken(timeline, promises)] as const);
      const stored = readStored && ([STORED_ONCE, await storedOnce(timeline, readStored)] as const);
      for (const [name, how] of stored ? [...broken, stored] : broken)
        if (how !== undefined) blame(name, how, index, timeline);
      played += 1;
      onCall?.(played, timeline);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, indexes.length) }, worker));
  const checked = [...INVARIANTS.map(({ name }) => name), ...(readStored ? [STORED_ONCE] : [])];
  return { tally, violations: [...violations.values()], checked, only };
}
