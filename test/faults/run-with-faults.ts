import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import { type Found, putOnce, type Replayed, replay } from '../../bin/outcomes/backfill/replay.ts';
import { itemsOfQueue } from '../../bin/outcomes/backfill/sources.ts';
import { type LoadOptions, type LoadResult, runLoad } from '../../bin/simulator/load/run.ts';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import type { Timeline } from '../../bin/simulator/timeline.ts';
import { Observed } from './observed.ts';
import { type Verdict, verdicts } from './verdict.ts';
import { type FaultyWorld, type FaultyWorldOptions, startFaultyWorld, TABLE_NAME } from './world.ts';

/** What {@link runWithFaults} needs: the server is its own. */
export interface FaultRunOptions
  extends Omit<LoadOptions, 'baseUrl' | 'token' | 'readStored' | 'onlyIndex'>,
    Omit<FaultyWorldOptions, 'observed'> {
  /** How long an answer may take. */
  readonly budgetSeconds: number;
  /** How long the queue may take to empty when the calls are over. */
  readonly drainSeconds: number;
}

/** What a run under faults showed. */
export interface FaultRun {
  readonly load: LoadResult;
  readonly observed: Observed;
  /** Faults injected, by kind, of both services. */
  readonly injected: ReadonlyMap<string, number>;
  readonly backfilled: Replayed;
  readonly verdicts: readonly Verdict[];
}

/** Waits until the queue is empty; faults go on meanwhile. */
async function drain({ queue }: FaultyWorld, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  while ((await queue.waiting()) > 0 && performance.now() < until) await sleep(100);
  return queue.waiting();
}

async function* leftOver(
  { queue }: FaultyWorld,
  { logged }: Observed,
  { signal }: AbortController,
): AsyncGenerator<Found> {
  for (const item of logged) yield { item };
  yield* itemsOfQueue(queue.deadLettersUrl, undefined, { signal, onRead: () => undefined });
}

async function backfill(world: FaultyWorld, observed: Observed): Promise<Replayed> {
  const client = dynamoDbClient(world.endpoint);
  const stop = new AbortController();
  try {
    return await replay(leftOver(world, observed, stop), putOnce(client, TABLE_NAME), stop);
  } finally {
    client.destroy();
  }
}

const sum = (counts: readonly ReadonlyMap<string, number>[]): Map<string, number> => {
  const total = new Map<string, number>();
  for (const [word, count] of counts.flatMap((each) => [...each]))
    total.set(word, (total.get(word) ?? 0) + count);
  return total;
};

/**
 * Plays random calls against a server whose database and queue are failing, lets the queue drain,
 * stores what is in the log alone, and then looks whether a caller or an outcome was lost.
 */
export async function runWithFaults(options: FaultRunOptions): Promise<FaultRun> {
  const observed = new Observed();
  const timelines: Timeline[] = [];
  const world = await startFaultyWorld({ ...options, observed });
  try {
    const { baseUrl, token } = world.server;
    const load = await runLoad({
      ...options,
      baseUrl,
      token,
      onCall: (played, timeline) => {
        timelines.push(timeline);
        options.onCall?.(played, timeline);
      },
    });
    const waiting = await drain(world, options.drainSeconds);
    // Ends when its last log line is written.
    await world.server.close();
    const backfilled = await backfill(world, observed);
    const readStored = readBackFrom({ tableName: TABLE_NAME, endpoint: world.endpoint });
    const injected = sum([world.dynamoDb.injected, world.queueProxy.injected]);
    const { budgetSeconds } = options;
    const all = { load, timelines, observed, waiting, backfilled, budgetSeconds, readStored };
    return { load, observed, injected, backfilled, verdicts: await verdicts(all) };
  } finally {
    await world.close();
  }
}
