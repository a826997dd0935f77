import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project, where its programs are run. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Variables that would make a program of ours run otherwise than by default. */
const OURS =
  /^(?:PORT|PUBLIC_URL|CALLBACK_TOKEN|RECOVERY_FILE|OUTCOMES_TABLE|DATA_DIR|AWS_.*|FORCE_COLOR|NODE_OPTIONS)$/;

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
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const child = spawn(process.execPath, [join(PROJECT, 'bin', script), ...options], {
    cwd,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, stdout: () => output.stdout, stderr: () => output.stderr, ended };
}

/** Runs a program under `bin/` to its end. */
export async function runProgram(...given: Parameters<typeof startProgram>) {
  const { ended, stdout, stderr } = startProgram(...given);
  const code = await ended;
  return { code, stdout: stdout(), stderr: stderr() };
}
