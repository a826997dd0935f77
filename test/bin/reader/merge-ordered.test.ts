import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeOrdered } from '../../../bin/reader/merge-ordered.ts';

const ascending = (one: number, other: number): number => one - other;

interface Watched {
  readonly source: AsyncGenerator<number>;
  readonly state: { begun: boolean; given: number; ended: boolean };
}

function watched(rows: readonly number[], failsAt = Infinity): Watched {
  const state = { begun: false, given: 0, ended: false };
  async function* generate() {
    state.begun = true;
    try {
      for (const row of rows) {
        await undefined;
        if (state.given >= failsAt) throw new Error('no more');
        state.given += 1;
        yield row;
      }
    } finally {
      state.ended = true;
    }
  }
  return { source: generate(), state };
}

const merge = (all: readonly Watched[]): AsyncGenerator<number> =>
  mergeOrdered(
    all.map(({ source }) => source),
    ascending,
  );

test('sources in order become one in order, with nothing lost or doubled', async () => {
  const sources = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(sources, async (lists) => {
      const inOrder = lists.map((list) => list.toSorted(ascending));
      const merged = await Array.fromAsync(merge(inOrder.map((list) => watched(list))));
      expect(merged).toEqual(lists.flat().toSorted(ascending));
    }),
  );
});

test('all sources have begun before the first row is there', async () => {
  const all = [watched([1, 4]), watched([2]), watched([])];
  const merged = merge(all);
  expect((await merged.next()).value).toBe(1);
  expect(all.map(({ state }) => state.begun)).toEqual([true, true, true]);
  await merged.return(undefined);
});

test('a source is asked no further than its row that waits, and ended when the merge is left', async () => {
  const all = [watched([1, 2, 3, 4, 5]), watched([10, 11, 12])];
  for await (const row of merge(all)) if (row === 2) break;
  expect(all.map(({ state }) => state)).toEqual([
    { begun: true, given: 2, ended: true },
    { begun: true, given: 1, ended: true },
  ]);
});

test.each([0, 2])('a source that fails at row %i fails the merge and ends the others', async (failsAt) => {
  const all = [watched([1, 5, 9]), watched([1, 2, 3], failsAt)];
  await expect(Array.fromAsync(merge(all))).rejects.toThrow('no more');
  expect(all.map(({ state }) => state.ended)).toEqual([true, true]);
});
