import { expect, test } from 'vitest';
import { sideBySide } from '../../../bin/reader/side-by-side.ts';

test('never more at once than allowed, all of them in the end, in the order they came', async () => {
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const run = sideBySide(3, async (input: number) => {
    begun.push(input);
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < 5; turn += 1) await undefined;
    running -= 1;
    return input * 2;
  });
  const inputs = Array.from({ length: 20 }, (_, index) => index);
  expect(await Promise.all(inputs.map(run))).toEqual(inputs.map((input) => input * 2));
  expect(most).toBe(3);
  expect(begun).toEqual(inputs);
});

test('one that fails gives its place back', async () => {
  const run = sideBySide(1, async (fails: boolean) => {
    if (fails) throw new Error('failed');
    return 'done';
  });
  const results = await Promise.allSettled([run(true), run(true), run(false)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(await run(false)).toBe('done');
});
