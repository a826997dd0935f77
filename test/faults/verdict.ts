import type { Replayed } from '../../bin/outcomes/backfill/replay.ts';
import type { LoadResult } from '../../bin/simulator/load/run.ts';
import {
  COMPLETED_ONLY_IF_TAKEN,
  completedOnlyIfTaken,
  storedOnce,
} from '../../bin/simulator/load/stored-once.ts';
import type { ReadStored } from '../../bin/simulator/stored.ts';
import type { Timeline } from '../../bin/simulator/timeline.ts';
import type { Observed } from './observed.ts';

/** A promise, and how it was broken, the first few times. */
export interface Verdict {
  readonly promise: string;
  readonly broken: readonly string[];
}

/** What the verdicts are made from, when everything is over. */
export interface Evidence {
  readonly load: LoadResult;
  readonly timelines: readonly Timeline[];
  readonly observed: Observed;
  /** Messages that are still in the queue. */
  readonly waiting: number;
  readonly backfilled: Replayed;
  readonly budgetSeconds: number;
  readonly readStored: ReadStored;
}

/** Compares each call with what is stored of it. */
async function differing({ timelines, readStored }: Evidence, compare: typeof storedOnce): Promise<string[]> {
  const broken: string[] = [];
  for (const timeline of timelines) {
    const problem = await compare(timeline, readStored);
    if (problem) broken.push(`call ${timeline.call.callId}: ${problem}`);
  }
  return broken;
}

/** Looks at everything that was promised. */
export async function verdicts(evidence: Evidence): Promise<Verdict[]> {
  const { load, observed, waiting, backfilled, budgetSeconds } = evidence;
  const late = load.tally.answerMillis.filter((millis) => millis > budgetSeconds * 1000);
  return [
    ...load.checked.map((promise) => ({
      promise,
      broken: load.violations.filter(({ invariant }) => invariant === promise).map(({ broken }) => broken),
    })),
    {
      promise: `every answer came within ${budgetSeconds} s`,
      broken: late.map((millis) => `one took ${millis.toFixed(0)} ms`),
    },
    { promise: 'the queue is empty', broken: waiting > 0 ? [`${waiting} messages wait`] : [] },
    { promise: 'everything in the log could be stored', broken: backfilled.reasons },
    {
      promise: 'every callback is stored, and nothing that was not sent',
      broken: await differing(evidence, storedOnce),
    },
    { promise: COMPLETED_ONLY_IF_TAKEN, broken: await differing(evidence, completedOnlyIfTaken) },
    {
      promise: 'the database took every outcome once',
      broken: observed.writtenAgain().map((key) => `${key} was written ${observed.writes.get(key)} times`),
    },
  ];
}
