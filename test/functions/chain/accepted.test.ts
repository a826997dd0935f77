import { expect, it } from 'vitest';
import { readAccepted } from '../../../functions/chain/accepted.ts';
import type { OutcomeStore } from '../../../functions/outcomes/store.ts';
import { captureLog } from '../../support/captured-log.ts';

const log = captureLog();

/** A store that tells of one key, and remembers for which it was asked. */
function storeOf(has: OutcomeStore['has']) {
  const asked: unknown[] = [];
  const put = async () => 'stored' as const;
  const store: OutcomeStore = {
    put,
    ...(has && {
      has: async (key) => {
        asked.push(key);
        return has(key);
      },
    }),
  };
  return { store, asked };
}

it.each([
  [true, 'found'],
  [false, 'absent'],
])('a key that is there (%j) is told as %s', async (isThere, accepted) => {
  const { store, asked } = storeOf(async () => isThere);
  expect(await readAccepted(store, 'c-1', '0123abcd')).toBe(accepted);
  expect(asked).toEqual([{ callId: 'c-1', eventKey: 'accepted#0123abcd' }]);
  expect(log.lines()).toEqual([]);
});

it('nobody took a hand-off whose id cannot be read, and nothing is asked', async () => {
  const { store, asked } = storeOf(async () => true);
  expect(await readAccepted(store, 'c-1', '')).toBe('absent');
  expect(asked).toEqual([]);
});

it.each([
  ['cannot be asked', undefined, 'the store cannot be read'],
  ['does not answer', () => Promise.reject(new Error('too slow')), 'too slow'],
] as const)('a store that %s leaves it unread, and is told', async (_, has, message) => {
  expect(await readAccepted(storeOf(has).store, 'c-1', '0123abcd')).toBe('unread');
  expect(log.lines()).toMatchObject([
    { level: 'WARN', message: 'acceptance not read', callId: 'c-1', error: { message } },
  ]);
});
