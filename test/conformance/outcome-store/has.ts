import { expect, it } from 'vitest';
import type { TestedTable } from '../../support/outcomes-table.ts';
import { itemOf } from './item.ts';

/** A store tells whether an item is there: at once after its write, and by its whole key. */
export function tellsWhatItHas(table: TestedTable): void {
  it('has an item as soon as it is stored, and none of another key', async () => {
    const { store } = table;
    const item = { ...itemOf('c-has'), eventKey: 'accepted#0123abcd' };
    const key = { callId: 'c-has', eventKey: item.eventKey };
    expect(await store.has?.(key)).toBe(false);
    await store.put(item);
    expect(await store.has?.(key)).toBe(true);
    expect(await store.has?.({ ...key, callId: 'c-other' })).toBe(false);
    expect(await store.has?.({ ...key, eventKey: 'accepted#0123abce' })).toBe(false);
  });
}
