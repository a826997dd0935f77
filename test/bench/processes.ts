import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Contestant } from './contestants.ts';
import { LAMBDA_NODE_OPTIONS, lambdaEnvironment, TLS_FILES } from './environment.ts';
import { measuredRequests } from './requests.ts';

/** Says on standard error what begins: standard output holds the report alone. */
export const phase = (title: string): void => void stderr.write(`${title}\n`);

/** Counts rounds from 0; at a terminal the line on standard error counts along. */
export function* rounds(title: string, count: number): Generator<number> {
  if (!stderr.isTTY) phase(title);
  for (let round = 0; round < count; round += 1) {
    yield round;
    if (stderr.isTTY) stderr.write(`\r${title} ${round + 1}/${count}`);
  }
  if (stderr.isTTY) stderr.write('\n');
}

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
  const answered = new AbortController();
  const { signal } = answered;
  const listen = (chunk: Buffer) => {
    complaint += chunk;
  };
  const ended = once(child, 'close', { signal }).then(() => {
    throw new Error(`a measured process ended early: ${complaint}`);
  });
  child.stderr?.on('data', listen);
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message as Message;
  } finally {
    answered.abort();
    child.stderr?.off('data', listen);
  }
}

/**
 * A DynamoDB stub in a process of its own. On a bad day it refuses every other request, the first included;
 * far away it is behind TLS, 1 ms each way, and works 3 ms.
 */
export async function startStub(
  workFolder: string,
  day: 'good' | 'bad' | 'far' = 'good',
): Promise<Disposable & { readonly endpoint: string }> {
  const child = startProgram(workFolder, 'stub-dynamodb', [day, ...(day === 'far' ? TLS_FILES : [])]);
  const port = await nextMessage<number>(child);
  const origin = day === 'far' ? 'https://localhost' : 'http://127.0.0.1';
  return { endpoint: `${origin}:${port}`, [Symbol.dispose]: () => void child.kill() };
}
