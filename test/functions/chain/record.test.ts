import { describe, expect, it } from 'vitest';
import { logItem, logRetry, record } from '../../../functions/chain/record.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { captureLog } from '../../support/captured-log.ts';

const log = captureLog();
const item = itemOf('c-1', { tag: 'line\nend \u2028 \u{1f600}' });

const stores = (recorded: 'stored' | 'duplicate') => ({ put: async () => recorded });
const brokenStore = { put: () => Promise.reject(new Error('store down')) };
const brokenQueue = { send: () => Promise.reject(new Error('queue down')) };

describe('recording an item', () => {
  it.each(['stored', 'duplicate'] as const)(
    'the store takes it: %s, and nothing else is done',
    async (recorded) => {
      expect(await record({ store: stores(recorded), queue: brokenQueue }, item)).toBe(recorded);
      expect(log.lines()).toEqual([]);
    },
  );

  it('the store fails: the same item is queued, and a line says why', async () => {
    const sent: unknown[] = [];
    const queue = { send: async (each: unknown) => void sent.push(each) };
    expect(await record({ store: brokenStore, queue }, item)).toBe('queued');
    expect(sent).toEqual([item]);
    expect(log.lines()).toMatchObject([
      {
        level: 'WARN',
        message: 'outcome queued',
        callId: 'c-1',
        error: { message: 'store down' },
        OutcomesQueued: 1,
      },
    ]);
  });

  it('store and queue fail: the whole item is one line of the log, with both reasons', async () => {
    expect(await record({ store: brokenStore, queue: brokenQueue }, item)).toBe('logged');
    expect(log.lines()).toMatchObject([
      {
        level: 'ERROR',
        message: 'outcome not stored',
        item,
        errors: [{ message: 'store down' }, { message: 'queue down' }],
        OutcomesLogged: 1,
      },
    ]);
    expect(log.lines()[0]?.item).toEqual(item);
  });

  it('the store fails and there is no queue: the log says so', async () => {
    expect(await record({ store: brokenStore }, item)).toBe('logged');
    expect(log.lines()).toMatchObject([
      { errors: [{ message: 'store down' }, { message: 'there is no queue' }] },
    ]);
  });

  it.each([undefined, null, 'text', { an: 'object' }])(
    '%s is thrown: recorded all the same',
    async (thrown) => {
      const throws = { put: () => Promise.reject(thrown), send: () => Promise.reject(thrown) };
      expect(await record({ store: throws, queue: throws }, item)).toBe('logged');
    },
  );

  it('a store or queue that throws at once instead of rejecting: logged', async () => {
    const throws = (): never => {
      throw new Error('at once');
    };
    expect(await record({ store: { put: throws }, queue: { send: throws } }, item)).toBe('logged');
  });

  it('the first try fails: a line says of which call, and why', () => {
    logRetry(item, new Error('no connection'));
    expect(log.lines()).toMatchObject([
      { level: 'WARN', message: 'outcome tried again', callId: 'c-1', error: { message: 'no connection' } },
    ]);
  });

  it('a line of the log has no line end of the item in it', () => {
    logItem(item, []);
    expect(log.text().split('\n')).toHaveLength(2);
  });
});
