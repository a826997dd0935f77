import { describe, expect, it } from 'vitest';
import { logItem, logRetry, recordOutcome } from '../../../functions/chain/record.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { captureLog } from '../../support/captured-log.ts';

const log = captureLog();
const item = itemOf('c-1', { tag: 'line\nend \u2028 \u{1f600}' });

const store = { put: () => Promise.reject(new Error('store down')) };
const queue = { send: () => Promise.reject(new Error('queue down')) };

describe('recording an item', () => {
  it.each(['stored', 'duplicate'] as const)(
    'the store takes it: %s, and nothing else is done',
    async (put) => {
      expect(await recordOutcome({ store: { put: async () => put }, queue }, item)).toBe(put);
      expect(log.lines()).toEqual([]);
    },
  );

  it('the store fails: the same item is queued, and a line says why', async () => {
    const sent: unknown[] = [];
    const working = { send: async (each: unknown) => void sent.push(each) };
    expect(await recordOutcome({ store, queue: working }, item)).toBe('queued');
    expect(sent).toEqual([item]);
    const error = { message: 'store down' };
    expect(log.lines()).toMatchObject([
      { level: 'WARN', message: 'outcome queued', callId: 'c-1', error, OutcomesQueued: 1 },
    ]);
  });

  it.each([
    ['store and queue fail', { store, queue }, 'queue down'],
    ['the store fails and there is no queue', { store }, 'there is no queue'],
  ])('%s: the whole item is one line of the log, with both reasons', async (_what, recorders, reason) => {
    expect(await recordOutcome(recorders, item)).toBe('logged');
    const errors = [{ message: 'store down' }, { message: reason }];
    expect(log.lines()).toMatchObject([
      { level: 'ERROR', message: 'outcome not stored', errors, OutcomesLogged: 1 },
    ]);
    expect(log.lines()[0]?.item).toEqual(item);
  });

  it.each<[string, () => never | Promise<never>]>([
    ['rejected with undefined', () => Promise.reject()],
    ['rejected with null', () => Promise.reject(null)],
    ['rejected with a text', () => Promise.reject('text')],
    [
      'thrown at once',
      () => {
        throw new Error('at once');
      },
    ],
  ])('%s: logged all the same', async (_how, fail) => {
    expect(await recordOutcome({ store: { put: fail }, queue: { send: fail } }, item)).toBe('logged');
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
