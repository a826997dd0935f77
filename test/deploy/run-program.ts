import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How long a program may take; a deployment takes less than a minute. */
const TIMEOUT_MS = 300_000;

/** What a worker of vitest hears when the run is broken off; the program must not outlive it. */
const ENDS = ['exit', 'disconnect', 'SIGTERM'];

/** The last lines of what a program printed, for a message. */
const LINES_TOLD = 25;

/**
 * Runs a program to its end and gives what it printed. A variable that is `undefined` is not given to it.
 * @throws {Error} with the end of its output, when it does not exit with 0 within five minutes
 */
export async function runProgram(
  command: string,
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
  cwd = process.cwd(),
): Promise<string> {
  const env = { ...process.env, ...environment };
  const running = run(command, given, { cwd, env, timeout: TIMEOUT_MS, maxBuffer: 2 ** 26 });
  const kill = () => running.child.kill();
  for (const event of ENDS) process.once(event, kill);
  try {
    const { stdout, stderr } = await running;
    return stdout + stderr;
  } catch (cause) {
    const { code, signal, stdout = '', stderr = '' } = cause as Record<string, string | undefined>;
    const end = (stdout + stderr).trim().split('\n').slice(-LINES_TOLD).join('\n');
    const what = `${command} ${given.slice(0, 3).join(' ')} …`;
    throw new Error(`${what} ended with ${signal ?? code}:\n${end}`, { cause });
  } finally {
    for (const event of ENDS) process.off(event, kill);
  }
}
