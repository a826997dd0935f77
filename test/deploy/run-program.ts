import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from './failure.ts';

/** How a program is run. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** The last lines of what a program printed, for a message. */
const LINES_TOLD = 25;

/**
 * Runs a program to its end and gives what it printed.
 * @throws {Failure} with the end of its output, when it does not exit with 0
 */
export async function runProgram(
  command: string,
  given: readonly string[],
  { environment = {}, cwd }: RunOptions = {},
): Promise<string> {
  const child = spawn(command, given, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const [code] = await once(child, 'close');
  if (code === 0) return printed;
  const end = printed.trim().split('\n').slice(-LINES_TOLD).join('\n');
  throw new Failure(`${command} ${given.slice(0, 3).join(' ')} … exited with ${code}:\n${end}`);
}
