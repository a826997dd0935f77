import { expect, it } from 'vitest';
import { startProgram } from '../bin/program.ts';

const bench = async (...given: string[]) => {
  const { ended, stdout, stderr } = startProgram('../test/bench/bench.ts', {}, given);
  return { code: await ended, stdout: stdout(), stderr: stderr() };
};

it.each([
  [2, 'Allowed choices are compare, load, cold, cost, report', ['laod']],
  [2, 'The peers are floor, conventional, express', ['--peers', 'flor']],
  [1, 'There is no folder gone.', ['--against', 'gone']],
])('ends with %i and says "%s" before it measures: %j', async (code, told, given) => {
  const ended = await bench(...given);
  expect(ended).toMatchObject({ code, stdout: '' });
  expect(ended.stderr).toContain(told);
  expect(ended.stderr).not.toMatch(/^ {4}at /m);
});
