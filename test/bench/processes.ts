import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Contestant } from './contestants.ts';
import { LAMBDA_NODE_OPTIONS, lambdaEnvironment } from './environment.ts';
import { measuredRequests } from './requests.ts';

const PROCESSES = fileURLToPath(new URL('process', import.meta.url));
const PROGRAMS = ['start', 'warm', 'counted', 'decision', 'stub-dynamodb', 'load-probe'];

/**
 * Builds the programs that run in processes of their own, as JavaScript: Node's type
 * stripping would add its own time and memory to what is measured.
 */
export function buildPrograms(workFolder: string): void {
  buildSync({
    entryPoints: PROGRAMS.map((name) => join(PROCESSES, `${name}.ts`)),
    outdir: workFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
  });
  writeFileSync(join(workFolder, 'requests.json'), JSON.stringify(measuredRequests()));
}

/** Starts a program with nothing in its environment but what is given. */
export const startProgram = (
  workFolder: string,
  program: string,
  programArguments: readonly string[] = [],
  environment: Record<string, string> = {},
): ChildProcess =>
  fork(join(workFolder, `${program}.mjs`), programArguments, {
    execArgv: [...LAMBDA_NODE_OPTIONS],
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

/** Starts a program with a contestant, in the environment of a deployed function. */
export const startContestant = (
  workFolder: string,
  program: string,
  { folder, handlerUrl }: Contestant,
  dynamoDbEndpoint: string,
  ...more: readonly string[]
): ChildProcess =>
  startProgram(
    workFolder,
    program,
    [handlerUrl, join(workFolder, 'requests.json'), ...more],
    lambdaEnvironment(dynamoDbEndpoint, folder),
  );

/**
 * The next message of a program.
 * @throws with what it wrote to standard error, when it ends without one
 */
export async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  let complaint = '';
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const listen = (chunk: Buffer) => {
    complaint += chunk;
  };
  const fail = () => reject(new Error(`a measured process ended early: ${complaint}`));
  child.stderr?.on('data', listen);
  child.once('message', (message) => resolve(message as Message));
  child.once('close', fail);
  try {
    return await promise;
  } finally {
    child.stderr?.off('data', listen);
    child.off('close', fail);
  }
}

/** A DynamoDB stub in a process of its own; on a bad day it refuses every other request, the first included. */
export async function startStub(
  workFolder: string,
  day: 'good' | 'bad' = 'good',
): Promise<{ endpoint: string; stop: () => void }> {
  const child = startProgram(workFolder, 'stub-dynamodb', [day]);
  const port = await nextMessage<number>(child);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}
