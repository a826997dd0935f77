import { describe, expect, it } from 'vitest';
import { runProgram } from './bin/program.ts';

const PROGRAMS = { bench: 'bench/bench.ts', fuzz: 'fuzz/run.ts', 'test:deploy': 'deploy/run.ts' } as const;

const run = (name: keyof typeof PROGRAMS, ...given: string[]) =>
  runProgram(`../test/${PROGRAMS[name]}`, {}, given);

describe('a program that proves or measures', () => {
  it.each(Object.keys(PROGRAMS) as (keyof typeof PROGRAMS)[])(
    '%s tells its usage, and does nothing',
    async (name) => {
      const { code, stdout, stderr } = await run(name, '--help');
      expect(stdout).toMatch(`Usage: npm run ${name} -- `);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );

  it.each([
    [2, 'Allowed choices are compare, load, cold, cost, report', 'bench', ['laod']],
    [1, 'There is no folder gone.', 'bench', ['--against', 'gone']],
    [
      2,
      "'--cases <number>' argument 'x' is invalid. It must be a whole number from 1",
      'fuzz',
      ['--cases', 'x'],
    ],
    [2, "unknown option '--stak'", 'test:deploy', ['--stak', 'x']],
    [2, 'Give --token-file', 'test:deploy', ['--stack', 'x']],
    [2, 'Give --stack or --url', 'test:deploy', ['--token-file', 'x']],
    [2, 'It must be a whole number from 1', 'test:deploy', ['--url', 'https://x', '--calls', 'all']],
  ] as const)('ends with %i and says "%s" before it begins: %s %j', async (code, told, name, given) => {
    const ended = await run(name, ...given);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(told);
    expect(ended.stderr).not.toMatch(/^ {4}at /m);
  });
});
