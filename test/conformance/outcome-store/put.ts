import { describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../functions/outcomes/store.ts';
import type { TestedTable } from '../../support/outcomes-table.ts';
import { EVENT_TIME, itemOf } from './item.ts';

/** An item is stored once, and what is not stored is told by throwing. */
export function storesOnce(table: TestedTable): void {
  describe('put', () => {
    it('stores an item; a duplicate changes nothing, whatever else it says', async () => {
      expect(await table.store.put(itemOf('c-duplicate'))).toBe('stored');
      const changed = itemOf('c-duplicate', { outcome: 'failed', attempt: 2, more: true });
      expect(await table.store.put(changed)).toBe('duplicate');
      expect(await table.itemsOf('c-duplicate')).toEqual([itemOf('c-duplicate')]);
    });

    it('another event of the same call is no duplicate', async () => {
      await table.store.put(itemOf('c-two'));
      expect(await table.store.put(itemOf('c-two', { eventKey: `${EVENT_TIME}#other` }))).toBe('stored');
      expect(await table.itemsOf('c-two')).toHaveLength(2);
    });

    it('of 50 at once exactly one is stored, and it stays as it was written', async () => {
      const items = Array.from({ length: 50 }, (_, writer) => itemOf('c-at-once', { writer }));
      const results = await Promise.all(items.map((item) => table.store.put(item)));
      expect(results.filter((result) => result === 'stored')).toHaveLength(1);
      expect(results.filter((result) => result === 'duplicate')).toHaveLength(49);
      expect(await table.itemsOf('c-at-once')).toEqual([items[results.indexOf('stored')]]);
    });

    it('50 items at once are all stored', async () => {
      const items = Array.from({ length: 50 }, (_, call) => itemOf(`c-many-${call}`));
      const results = await Promise.all(items.map((item) => table.store.put(item)));
      expect(new Set(results)).toEqual(new Set(['stored']));
    });

    it.each([
      ['an empty callId', { callId: '' }],
      ['an item of more than 400 KB', { large: 'x'.repeat(410 * 1024) }],
    ])('%s: refused, so it throws', async (_name, changes) => {
      await expect(table.store.put(itemOf('c-refused', changes))).rejects.toThrow();
    });

    it('a table that is not there: throws', async () => {
      await expect(dynamoDbStore('no-such-table').put(itemOf('c'))).rejects.toThrow();
    });
  });
}
