import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestants.ts';
import { LAMBDA_NODE_OPTIONS, lambdaEnvironment } from './environment.ts';
import { measuredRequests } from './requests.ts';

/** One cold start, from the start of the process; milliseconds. */
export interface ColdStart {
  /** Until the runtime client asks for the first event: Lambda's init phase. */
  readonly initWall: number;
  /** Until the answer is posted. */
  readonly coldWall: number;
  /** CPU of all threads until then; not everywhere to be had. */
  readonly coldCpu?: number;
}

/** The folder whose lockfile holds AWS's runtime client. */
export const RUNTIME_CLIENT = fileURLToPath(new URL('./runtime-client', import.meta.url));

const INVOCATION = {
  'content-type': 'application/json',
  'lambda-runtime-aws-request-id': 'b1946ac9-2492-4d23-a1b2-0123456789ab',
  'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:bench',
};

/** Linux tells the nanoseconds that each thread has run. */
function cpuMillisecondsOf({ pid }: ChildProcess): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
  } catch {
    return undefined;
  }
}

/**
 * Starts a bundle as Lambda does, with AWS's own runtime client, which asks a Runtime API on
 * loopback for one event (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
 */
export async function coldStart({ folder }: Contestant, dynamoDbEndpoint: string): Promise<ColdStart> {
  const event = JSON.stringify(measuredRequests()[0]);
  const answered = Promise.withResolvers<ColdStart>();
  const waiting: ServerResponse[] = [];
  let began = 0;
  let initWall: number | undefined;
  let child: ChildProcess | undefined;

  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') {
      // There is no second event.
      if (initWall !== undefined) return void waiting.push(response);
      initWall = performance.now() - began;
      const deadline = String(Date.now() + 10_000);
      response.writeHead(200, { ...INVOCATION, 'lambda-runtime-deadline-ms': deadline }).end(event);
      return;
    }
    const coldWall = performance.now() - began;
    const coldCpu = child && cpuMillisecondsOf(child);
    if (request.url?.endsWith('/response') && initWall !== undefined) {
      answered.resolve({ initWall, coldWall, ...(coldCpu !== undefined && { coldCpu }) });
    } else {
      answered.reject(new Error(`the runtime client posted to ${request.url}`));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const program = `${RUNTIME_CLIENT}/node_modules/aws-lambda-ric/index.mjs`;
  const runtimeApi = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  began = performance.now();
  child = spawn(process.execPath, [...LAMBDA_NODE_OPTIONS, program, 'handler.handler'], {
    cwd: folder,
    env: { ...lambdaEnvironment(dynamoDbEndpoint, folder), AWS_LAMBDA_RUNTIME_API: runtimeApi },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.once('exit', (code, signal) =>
    answered.reject(new Error(`the runtime client ended, with ${code ?? signal}`)),
  );
  try {
    return await answered.promise;
  } finally {
    child.kill();
    server.closeAllConnections();
    server.close();
  }
}
