import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';

/** The root of the project, where its programs are run. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Variables that would make a program of ours run otherwise than by default. */
const OURS =
  /^(?:PORT|PUBLIC_URL|CALLBACK_TOKEN|RECOVERY_FILE|OUTCOMES_TABLE|DATA_DIR|AWS_.*|FORCE_COLOR|NODE_OPTIONS)$/;

const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));

/** A program that was started. */
export interface Program {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when it has ended, with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts a program under `bin/` with a clean environment. */
export function startProgram(
  script: string,
  environment: Record<string, string> = {},
  options: readonly string[] = [],
  cwd = PROJECT,
): Program {
  const child = spawn(process.execPath, [join(PROJECT, 'bin', script), ...options], {
    cwd,
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, stdout: () => output.stdout, stderr: () => output.stderr, ended };
}

/** Runs a program under `bin/` to its end. */
export async function spawnProgram(...given: Parameters<typeof startProgram>) {
  const { ended, stdout, stderr } = startProgram(...given);
  const code = await ended;
  return { code, stdout: stdout(), stderr: stderr() };
}

/** What `process.exit` throws while a program runs in this process. */
class Exit extends Error {
  readonly code: number | undefined;
  constructor(code?: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

let runs = 0;

/**
 * Runs a program under `bin/` to its end like {@link spawnProgram}, but in this process: modules are loaded
 * once for all runs, which saves most of their time. One program at a time, without standard input.
 */
export async function runProgram(
  script: string,
  environment: Record<string, string> = {},
  options: readonly string[] = [],
  cwd = PROJECT,
) {
  const output = { stdout: '', stderr: '' };
  const writeTo = (name: keyof typeof output) => (text: string | Uint8Array) => {
    output[name] += text;
    return true;
  };
  const logTo =
    (name: keyof typeof output) =>
    (...given: unknown[]) =>
      writeTo(name)(`${format(...given)}\n`);
  const { argv, env, exit, exitCode, stdout, stderr } = process;
  const own = {
    cwd: process.cwd(),
    out: stdout.write,
    err: stderr.write,
    log: console.log,
    error: console.error,
  };
  const listeners = stdout.listeners('error');
  const before = process.listeners('beforeExit');
  runs += 1;
  try {
    Object.assign(process, {
      argv: [process.execPath, script, ...options],
      env: { ...cleanEnvironment(), ...environment },
      exit: (code?: number) => {
        throw new Exit(code);
      },
    });
    process.exitCode = undefined;
    process.chdir(cwd);
    stdout.write = writeTo('stdout');
    stderr.write = writeTo('stderr');
    Object.assign(console, { log: logTo('stdout'), error: logTo('stderr') });
    // A module of another address is evaluated anew; what it imports is not.
    const ended = await import(`${join(PROJECT, 'bin', script)}?run=${runs}`).catch((error) => error);
    if (ended instanceof Error && !(ended instanceof Exit)) throw ended;
    const atEnd = process.listeners('beforeExit').filter((each) => !before.includes(each));
    for (const listener of atEnd) process.off('beforeExit', listener);
    if (!(ended instanceof Exit)) for (const listener of atEnd) listener(0);
    return { code: Number((ended as Exit).code ?? process.exitCode ?? 0) as number | null, ...output };
  } finally {
    process.chdir(own.cwd);
    stdout.write = own.out;
    stderr.write = own.err;
    Object.assign(console, { log: own.log, error: own.error });
    for (const listener of stdout.listeners('error'))
      if (!listeners.includes(listener)) stdout.off('error', listener as () => void);
    Object.assign(process, { argv, env, exit });
    process.exitCode = exitCode;
  }
}
