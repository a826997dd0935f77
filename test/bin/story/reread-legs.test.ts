import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../../bin/console/call/summary.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { endingWords } from '../../../bin/story/ending-words.ts';
import { rereadCall, rereadRows, withRecordings } from '../../../bin/story/reread-legs.ts';
import { each } from '../reader/items.ts';
import { at, event } from './rows.ts';

const leg = (fields: object = {}) =>
  event('transferDisconnect', 30, 'abandoned', { cause: 'cancel', ...fields });
const ended = (seconds: number, outcome: string, fields: object = {}) =>
  event('transferComplete', seconds, outcome, fields);
const over = event('disconnect', 31, 'completed', { attempt: 0 });
const notUnderstood = ended(31, 'rejected', { attempt: undefined });

describe('a leg that was cancelled alone', () => {
  test.each<[string, string, StoredOutcome[]]>([
    ['is abandoned where nothing else comes', 'abandoned', []],
    ['is abandoned where the call is over', 'abandoned', [over]],
    ['was cancelled where its transfer ends so later', 'cancelled', [ended(31, 'cancelled')]],
    ['was cancelled where its transfer ends at once', 'cancelled', [ended(30, 'cancelled')]],
    ['was cancelled where that is dated before it', 'cancelled', [ended(29, 'cancelled')]],
    ['was cancelled where another leg answered', 'cancelled', [ended(60, 'completed')]],
    ['was cancelled where a later transfer tells', 'cancelled', [ended(60, 'busy', { attempt: 2 })]],
    ['was cancelled where that was not understood', 'cancelled', [notUnderstood]],
    ['is abandoned after a transfer that had ended', 'abandoned', [ended(10, 'busy')]],
    ['is abandoned where one has ended a moment ago', 'abandoned', [ended(28, 'busy', { attempt: 0 })]],
  ])('%s', (_what, outcome, others) => {
    expect(rereadCall([leg(), ...others])).toEqual([{ ...leg(), outcome }, ...others]);
    expect(rereadCall([...others, leg()])).toEqual([...others, { ...leg(), outcome }]);
  });

  test('what is not a leg stays as it is', () => {
    const rows = [event('disconnect', 20, 'abandoned'), ended(30, 'cancelled')];
    expect(rereadCall(rows)).toEqual(rows);
  });

  test('rows of many calls keep their order, and only abandoned legs are looked up', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `c-${index}`);
    const isBack = (callId: string) => Number(callId.slice(2)) % 2 === 0;
    const asked: string[] = [];
    async function* call(callId: string) {
      asked.push(callId);
      yield leg({ callId });
      if (isBack(callId)) yield ended(31, 'cancelled', { callId });
    }
    const rows = ids.flatMap((callId) => [event('referComplete', 30, 'busy', { callId }), leg({ callId })]);
    const read = await Array.fromAsync(rereadRows(each(rows), { call }));
    expect(read.map(({ callId, outcome }) => `${callId} ${outcome}`)).toEqual(
      ids.flatMap((callId) => [`${callId} busy`, `${callId} ${isBack(callId) ? 'cancelled' : 'abandoned'}`]),
    );
    expect(asked).toEqual(ids);
  });

  test('a table that fails meanwhile fails the reading, and nothing else', async () => {
    async function* call(): AsyncGenerator<StoredOutcome> {
      yield leg();
      throw new Error('table away');
    }
    const legs = Array.from({ length: 40 }, (_, index) => leg({ callId: `c-${index}` }));
    await expect(Array.fromAsync(rereadRows(each(legs), { call }))).rejects.toThrow('table away');
  });

  test('the console says the same', async () => {
    const rows = [leg(), ended(31, 'cancelled', { step: 'goodbye' })] as const satisfies StoredOutcome[];
    const summary = await summaryOf('c-1', rows);
    expect(summary).toMatchObject({ outcomes: ['cancelled'], hasFailedFirst: true, state: 'lost' });
    expect(summary.ending).toBe('Not connected after 1 hand-off: the caller heard goodbye.');
    expect(endingWords(rereadCall(rows))).toBe(summary.ending);
  });
});

describe('messages of an index, which has no recordings', () => {
  const message = (callId: string, fields: object = {}) =>
    event('recordingAvailable', 30, 'voicemail', { callId, eventKey: `k-${callId}`, ...fields });
  const whole = (callId: string) => message(callId, { recordingId: `r-${callId}`, receivedAt: at(31) });

  test('are completed by their calls, in their order; nothing else is looked up', async () => {
    const asked: string[] = [];
    async function* call(callId: string) {
      asked.push(callId);
      yield event('referComplete', 10, 'busy', { callId });
      yield { ...whole(callId), eventKey: 'another message' };
      yield whole(callId);
    }
    const rows = [message('c-1'), event('referComplete', 30, 'busy'), whole('c-2'), message('c-3')];
    const read = await Array.fromAsync(withRecordings(each(rows), { call }));
    expect(read).toEqual([whole('c-1'), rows[1], whole('c-2'), whole('c-3')]);
    expect(asked).toEqual(['c-1', 'c-3']);
  });

  test('stay as they are where their item is gone', async () => {
    async function* call(): AsyncGenerator<StoredOutcome> {}
    expect(await Array.fromAsync(withRecordings(each([message('c-1')]), { call }))).toEqual([message('c-1')]);
  });
});
