import { expect, it } from 'vitest';

/** What Node 20 lacks, taken away while the file that brings it is loaded. */
it('groups as later versions of Node do', async () => {
  const [ofObjects, ofMaps] = [Object.groupBy, Map.groupBy];
  const items = ['one', 'two', 'three'];
  const expected = [ofObjects(items, (item) => item.length), ofMaps(items, (item) => item.length)];
  try {
    Object.assign(Object, { groupBy: undefined });
    Object.assign(Map, { groupBy: undefined });
    await import('../../../bin/package/node-20.ts');
    expect([Object.groupBy, Map.groupBy]).not.toContain(ofObjects);
    const told = [
      Object.groupBy(items, (item) => item.length),
      Map.groupBy(items, (item) => item.length),
    ] as const;
    expect({ ...told[0] }).toEqual({ ...expected[0] });
    expect(told[1]).toEqual(expected[1]);
  } finally {
    Object.assign(Object, { groupBy: ofObjects });
    Object.assign(Map, { groupBy: ofMaps });
  }
});
