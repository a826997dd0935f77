import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

// Imports a bundle, answers one callback, tells what that took, and then answers as many more as it is asked.

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<{ readonly statusCode: number; readonly body?: string }>;

/** What a process tells after its first callback; times in milliseconds, memory in MB. */
export interface StartReport {
  readonly figures: {
    readonly importWall: number;
    readonly startCpu: number;
    readonly startWall: number;
    readonly rssAtStart: number;
    /** From the start of the process on, Node's own included. */
    readonly processCpu: number;
  };
  /** The files that were loaded, where the process is watched. */
  readonly loaded: readonly string[];
}

/** What it tells after each batch of more callbacks. */
export interface BatchReport {
  readonly cpuMicrosecondsEach: number;
  readonly rss: number;
  /** All answers from the start on, where the process is watched. */
  readonly answers: readonly string[];
}

/** What the contestants read of Lambda's context. */
const CONTEXT = {
  awsRequestId: 'b1946ac9-2492-4d23-a1b2-0123456789ab',
  functionName: 'bench',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  memoryLimitInMB: '512',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
} as Context;

const [bundle = '', requestsFile = '', watched] = process.argv.slice(2);

const templates = (JSON.parse(readFileSync(requestsFile, 'utf8')) as APIGatewayProxyEventV2[]).map(
  (event) => ({ event, aroundCallId: (event.body ?? '').split(/(?<="callId":")[^"]*/) }),
);

/** Each request is of a call of its own, with an id as long as the documented one. */
function request(index: number): APIGatewayProxyEventV2 {
  const { event, aroundCallId } = templates[index % templates.length] as (typeof templates)[number];
  const hexadecimal = process.pid.toString(16).padStart(8, '0');
  const callId = `c-95ac8d6e-${hexadecimal}-b38f-4198-93c1-${String(index).padStart(12, '0')}`;
  return { ...event, body: aroundCallId.join(callId) };
}

/** CPU time of this process up to now: all threads, system time included. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const residentMb = (): number => process.memoryUsage.rss() / 1e6;

const loaded: string[] = [];
if (watched)
  registerHooks({
    load(url, context, next) {
      loaded.push(url);
      return next(url, context);
    },
  });

const firstRequest = request(0);
const answers: string[] = [];
let done = 0;

async function answerOne(handler: Handler, event: APIGatewayProxyEventV2): Promise<void> {
  const { statusCode, body = '' } = await handler(event, CONTEXT);
  if (statusCode !== 200) throw new Error(`answered ${statusCode}: ${body}`);
  if (watched) answers.push(body);
  done += 1;
}

async function answerBatch(handler: Handler, callbacks: number): Promise<BatchReport> {
  const before = cpuMilliseconds();
  for (let each = 0; each < callbacks; each += 1) await answerOne(handler, request(done));
  const cpuMicrosecondsEach = ((cpuMilliseconds() - before) * 1000) / callbacks;
  return { cpuMicrosecondsEach, rss: residentMb(), answers };
}

const wallBefore = performance.now();
const cpuBefore = cpuMilliseconds();
const { handler } = (await import(bundle)) as { handler: Handler };
const importWall = performance.now() - wallBefore;
await answerOne(handler, firstRequest);
const figures = {
  importWall,
  startCpu: cpuMilliseconds() - cpuBefore,
  startWall: performance.now() - wallBefore,
  rssAtStart: residentMb(),
  processCpu: cpuMilliseconds(),
};
process.on('message', (callbacks: number) => {
  answerBatch(handler, callbacks).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      // Not thrown: a contestant may have taken over what is uncaught.
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.({ figures, loaded } satisfies StartReport);
