import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Contestant } from './contestants.ts';
import { LAMBDA_NODE_OPTIONS, lambdaEnvironment } from './environment.ts';
import { measuredRequests } from './requests.ts';

const PROGRAMS = fileURLToPath(new URL('process', import.meta.url));

/**
 * Builds the programs that run in processes of their own, as JavaScript: Node's type
 * stripping would add its own time and memory to what is measured.
 */
export function buildPrograms(workFolder: string): void {
  buildSync({
    entryPoints: readdirSync(PROGRAMS).map((file) => join(PROGRAMS, file)),
    outdir: workFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
  });
  writeFileSync(join(workFolder, 'requests.json'), JSON.stringify(measuredRequests()));
}

/** Starts a program of the work folder with nothing in its environment but what is given. */
export function startProgram(
  workFolder: string,
  program: string,
  programArguments: readonly string[] = [],
  environment: Record<string, string> = {},
): ChildProcess {
  const child = fork(join(workFolder, `${program}.mjs`), programArguments, {
    execArgv: [...LAMBDA_NODE_OPTIONS],
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.resume();
  return child;
}

/** Starts `process/contestant.ts` with a bundle, in the environment of a deployed function. */
export const startContestant = (
  { folder }: Contestant,
  dynamoDbEndpoint: string,
  ...more: readonly string[]
): ChildProcess =>
  startProgram(
    join(folder, '..'),
    'contestant',
    [join(folder, 'handler.mjs'), join(folder, '../requests.json'), ...more],
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
): Promise<Disposable & { readonly endpoint: string }> {
  const child = startProgram(workFolder, 'stub-dynamodb', [day]);
  const port = await nextMessage<number>(child);
  return { endpoint: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void child.kill() };
}
