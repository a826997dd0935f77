import { setTimeout as sleep } from 'node:timers/promises';
import { type CallersReport, runCallers } from './load/callers.ts';
import { type LoadedServer, startServer } from './load/server.ts';
import { storedCalls } from './load/stored-calls.ts';
import { describeMachine, type Machine } from './machine.ts';
import { buildPrograms } from './processes.ts';
import type { Progress } from './progress.ts';
import { MEASURED_CALLBACK, measuredRequests, TOKEN } from './requests.ts';
import { quantile } from './samples.ts';

/** How the local server fared under a number of concurrent callers. */
export interface LoadLevel {
  readonly callers: number;
  readonly callbacks: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly failures: CallersReport['failures'];
  readonly stored: number;
  /** Of those, by way of the queue, as the table was too slow. */
  readonly queued: number;
  /** Not stored, but written whole to the log, from which they can be replayed. */
  readonly logged: number;
  readonly lost: number;
  readonly storedTwice: number;
  readonly rss: number;
  readonly eventLoopP99: number;
  readonly eventLoopMax: number;
}

/** All that `npm run bench -- load --json` writes. */
export interface LoadResults {
  readonly machine: Machine;
  readonly levels: readonly LoadLevel[];
}

const LEVELS = [1, 10, 100, 1000];
const MAX_SECONDS = 20;
const MAX_CALLBACKS = 10_000;
/** How long an outcome may take through the queue; most are in the table at once. */
const MAX_SETTLING_SECONDS = 30;

const bodies = measuredRequests().map(({ body = '' }) => body);

/** What is in the table once every answered call is accounted for, or the time is up. */
async function settledCalls(
  server: LoadedServer,
  answered: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const deadline = performance.now() + MAX_SETTLING_SECONDS * 1000;
  for (;;) {
    const stored = await storedCalls(server);
    const isSettled = answered.every((callId) => stored.has(callId) || server.loggedCalls.has(callId));
    if (isSettled || performance.now() > deadline) return stored;
    await sleep(500);
  }
}

async function measureLevel(server: LoadedServer, callers: number): Promise<LoadLevel> {
  const { seconds, latencies, answered, failures } = await runCallers({
    url: `${server.baseUrl}/${TOKEN}/${MEASURED_CALLBACK}`,
    callers,
    callbacks: MAX_CALLBACKS,
    maxSeconds: MAX_SECONDS,
    callIdOf: (index) => `c-load-${callers}-${index}`,
    bodyOf: (callId) =>
      (bodies[callId.length % bodies.length] as string).replace(/"callId":"[^"]*"/, `"callId":"${callId}"`),
  });
  const { rss, eventLoopP99, eventLoopMax } = await server.report();
  const stored = await settledCalls(server, answered);
  const isLogged = (callId: string) => !stored.has(callId) && server.loggedCalls.has(callId);
  return {
    callers,
    callbacks: latencies.length,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    p999: quantile(latencies, 0.999),
    failures,
    stored: answered.filter((callId) => stored.has(callId)).length,
    queued: answered.filter((callId) => stored.has(callId) && server.queuedCalls.has(callId)).length,
    logged: answered.filter(isLogged).length,
    lost: answered.filter((callId) => !stored.has(callId) && !isLogged(callId)).length,
    storedTwice: answered.filter((callId) => (stored.get(callId) ?? 0) > 1).length,
    rss,
    eventLoopP99,
    eventLoopMax,
  };
}

/** Puts the local server under more and more concurrent callers, on loopback. */
export async function measureLoad(workFolder: string, progress: Progress): Promise<LoadResults> {
  buildPrograms(workFolder);
  progress.phase('starting the local server');
  const server = await startServer(workFolder);
  const levels: LoadLevel[] = [];
  try {
    for (const callers of LEVELS) {
      progress.phase(`${callers} concurrent callers, at most ${MAX_SECONDS} s`);
      levels.push(await measureLevel(server, callers));
    }
  } finally {
    await server.stop();
    progress.end();
  }
  return { machine: describeMachine(), levels };
}

const HEAD = `| callers | callbacks | per second | p50, ms | p99, ms | p99.9, ms | event loop late p99 / max, ms | memory, MB | stored | of them queued | in the log | lost | failed |
| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- |`;

/** The levels as a Markdown table. */
export function loadTable({ levels }: LoadResults): string {
  const rows = levels.map((each) => {
    const failed = Object.entries(each.failures).map(([reason, count]) => `${count} × ${reason}`);
    const cells = [
      each.callers,
      each.callbacks,
      each.perSecond.toFixed(0),
      ...[each.p50, each.p99, each.p999].map((latency) => latency.toFixed(1)),
      `${each.eventLoopP99.toFixed(0)} / ${each.eventLoopMax.toFixed(0)}`,
      each.rss.toFixed(0),
      each.stored,
      each.queued,
      each.logged,
      each.lost,
      failed.join(', ') || 'none',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [HEAD, ...rows].join('\n');
}
