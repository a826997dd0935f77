import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { startServer } from './load-server.ts';
import { phase } from './processes.ts';
import { MEASURED_CALLBACK, measuredRequests, TOKEN } from './requests.ts';
import { describeMachine, quantile } from './results.ts';

type LoadedServer = Awaited<ReturnType<typeof startServer>>;

const LEVELS = [1, 10, 100, 1000];
const MAX_SECONDS = 20;
const MAX_CALLBACKS = 10_000;
/** Bandwidth waits no longer for an answer. */
const PATIENCE_SECONDS = 15;
/** How long an outcome may take through the queue; most are in the table at once. */
const MAX_SETTLING_SECONDS = 30;
/** How soon autocannon sees that it shall stop. */
const SAMPLE_MS = 50;

interface Call {
  readonly callId: string;
}

const bodies = measuredRequests().map(({ body = '' }) => body);

/** Lets callers send callbacks, each of a call of its own, until all are sent or the time is up. */
async function runCallers(url: string, callers: number) {
  const latencies: number[] = [];
  const answered: string[] = [];
  const failures: Record<string, number> = {};
  const fail = (reason: string): void => {
    failures[reason] = (failures[reason] ?? 0) + 1;
  };
  let sent = 0;
  const began = performance.now();
  let ended = began;
  const run = autocannon(
    {
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      connections: callers,
      amount: MAX_CALLBACKS,
      timeout: PATIENCE_SECONDS,
      sampleInt: SAMPLE_MS,
      requests: [
        {
          setupRequest(request, context) {
            const callId = `c-load-${callers}-${sent}`;
            const body = bodies[sent % bodies.length] as string;
            sent += 1;
            Object.assign(context, { callId });
            return { ...request, body: body.replace(/(?<="callId":")[^"]*/, callId) };
          },
          onResponse(status, body, context) {
            ended = performance.now();
            if (status === 200 && body.includes('<Response')) answered.push((context as Call).callId);
            else fail(`status ${status}`);
          },
        },
      ],
    },
    () => undefined,
  );
  run.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  run.on('reqError', ({ message }: Error) => {
    fail(message);
    // Who got no answer has waited for one as long as Bandwidth does.
    latencies.push(PATIENCE_SECONDS * 1000);
  });
  const timer = setTimeout(() => run.stop(), MAX_SECONDS * 1000);
  await once(run, 'done');
  clearTimeout(timer);
  const seconds = (ended - began) / 1000;
  return { seconds, latencies: latencies.sort((a, b) => a - b), answered, failures };
}

/** What is in the table once every answered call is accounted for, or the time is up. */
async function settledCalls(server: LoadedServer, answered: readonly string[]) {
  const deadline = performance.now() + MAX_SETTLING_SECONDS * 1000;
  for (;;) {
    const stored = await server.storedCalls();
    const isSettled = answered.every((callId) => stored.has(callId) || server.logged.has(callId));
    if (isSettled || performance.now() > deadline) return stored;
    await sleep(500);
  }
}

async function measureLevel(server: LoadedServer, callers: number) {
  const url = `${server.baseUrl}/${TOKEN}/${MEASURED_CALLBACK}`;
  const { seconds, latencies, answered, failures } = await runCallers(url, callers);
  const stored = await settledCalls(server, answered);
  const count = (isCounted: (callId: string) => boolean): number => answered.filter(isCounted).length;
  return {
    callers,
    callbacks: latencies.length,
    perSecond: latencies.length / seconds,
    /** Milliseconds to the whole answer. */
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    failures,
    stored: count((callId) => stored.has(callId)),
    /** Neither stored nor written whole to the log, from which they can be replayed. */
    lost: count((callId) => !stored.has(callId) && !server.logged.has(callId)),
  };
}

/** All that `npm run bench -- load --json` writes. */
export type LoadResults = Awaited<ReturnType<typeof measureLoad>>;

/** Puts the local server under more and more concurrent callers, on loopback. */
export async function measureLoad(workFolder: string) {
  phase('starting the local server');
  await using server = await startServer(workFolder);
  const levels: Awaited<ReturnType<typeof measureLevel>>[] = [];
  for (const callers of LEVELS) {
    phase(`${callers} concurrent callers, at most ${MAX_SECONDS} s`);
    levels.push(await measureLevel(server, callers));
  }
  return { machine: describeMachine(), levels };
}
