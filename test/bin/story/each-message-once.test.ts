import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../bin/console/call/summary.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { endingWords } from '../../../bin/story/ending-words.ts';
import { tellEvent } from '../../../bin/story/event-words.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, send } from '../../support/requests.ts';
import { jsonLines, outcomesOf } from '../outcomes/captured-terminal.ts';

const table = outcomesTable();
captureLog();

const RANGE = ['--since', '2026-04-30', '--until', '2026-05-01'];
const run = (...given: string[]) => outcomesOf(table)(...given, ...RANGE);
const at = (second: number) => `2026-04-30T13:14:${String(second).padStart(2, '0')}.000Z`;

const available = (callId: string, second: number, changes: object = {}) =>
  send(deploymentWith(table.store), {
    name: 'recording-available',
    query: 'attempt=2',
    body: documented('recording-available', { callId, eventTime: at(second), ...changes }),
  });
const event = (
  name: 'refer-complete' | 'transfer-complete' | 'transfer-disconnect' | 'disconnect',
  callId: string,
  second: number,
  query: string,
  changes: object,
) =>
  send(deploymentWith(table.store), {
    name,
    query,
    body: documented('transfer-busy', {
      callId,
      eventTime: at(second).replace('04-30', '05-03'),
      ...changes,
    }),
  });

const rowsOf = async (callId: string) =>
  ((await table.itemsOf(callId)) as StoredOutcome[]).sort((one, other) =>
    one.eventTime < other.eventTime ? -1 : 1,
  );

describe('a recording that is told twice', () => {
  it('is one message in stats, in lists and in the console; another of its call is another', async () => {
    for (const second of [1, 5, 9]) await available('c-m', second, { recordingId: 'r-1' });
    await available('c-m', 6, { recordingId: 'r-2' });
    for (const second of [2, 3]) await available('c-m', second, { recordingId: 'odd id' });
    await available('c-none', 4, { recordingId: 'r-3', status: 'error' });
    const messages = async (...more: string[]) => {
      const { out } = await run('stats', '--json', ...more);
      return (JSON.parse(out).groups as { label: string; count: number }[]).map(({ label, count }) => [
        label,
        count,
      ]);
    };
    expect(await messages()).toEqual([['voicemail', 3]]);
    expect(await messages('--by', 'code')).toEqual([['message left', 3]]);
    const listed = jsonLines((await run('list', '--outcome', 'voicemail', '--ndjson')).out);
    expect(listed.map(({ recordingId }) => recordingId).sort()).toEqual(['odd id', 'r-1', 'r-2']);
    const none = jsonLines((await run('list', '--outcome', 'no-message', '--ndjson')).out);
    expect(none).toContainEqual(expect.objectContaining({ callId: 'c-none', status: 'error' }));
    const rows = await rowsOf('c-m');
    expect(rows).toHaveLength(6);
    const { outcomes, state } = await summaryOf('c-m', rows as [StoredOutcome]);
    expect({ outcomes, state }).toEqual({
      outcomes: ['voicemail', 'voicemail', 'voicemail'],
      state: 'message',
    });
  });

  it('whose rows have keys of the older form is counted by its id', async () => {
    const old = (eventKey: string, recordingId?: string) =>
      ({
        callId: 'c-old',
        eventKey,
        eventTime: eventKey.slice(0, 24),
        eventType: 'recordingAvailable',
        outcome: 'voicemail',
        attempt: 2,
        recordingId,
      }) as StoredOutcome;
    const keys = [`${at(1)}#recordingAvailable#2`, `${at(2)}#recordingAvailable#2`] as const;
    const counted = async (...ids: (string | undefined)[]) =>
      (await summaryOf('c-old', keys.map((key, index) => old(key, ids[index])) as never)).outcomes.length;
    expect(await counted('r-1', 'r-1')).toBe(1);
    expect(await counted('r-1', 'r-2')).toBe(2);
    expect(await counted(undefined, undefined)).toBe(2);
  });
});

describe('a call that left nothing to fetch', () => {
  it.each([
    ['nothing was said', { duration: 'PT0S' }],
    ['the recording met an error', { status: 'error', mediaUrl: undefined }],
  ])('tells that no message is stored: %s', async (what, changes) => {
    const callId = `c-${what}`;
    const asked = {
      callId,
      eventKey: 'k',
      eventTime: at(1),
      eventType: 'transferComplete',
      outcome: 'busy',
      attempt: 1,
      step: 'voicemail',
    };
    await available(callId, 2, { ...changes, eventTime: '2026-05-07T13:14:02.000Z' });
    const rows = [asked as StoredOutcome, ...(await rowsOf(callId))] as const;
    expect(endingWords(rows)).toContain('was asked for a message, and none is stored');
    expect(tellEvent(rows[1] as StoredOutcome).words).toMatch(/^no message: recording of /);
    expect((await summaryOf(callId, rows)).state).toBe('abandoned');
  });
});

describe('a call that a second hand-off connected', () => {
  const first = (callId: string) => event('transfer-complete', callId, 1, 'attempt=1', { cause: 'busy' });
  const leg = (callId: string, leg: string, cause = 'hangup') =>
    event('transfer-disconnect', leg, 20, 'route=support&attempt=2&destination=%2B15550001111', {
      eventType: 'transferDisconnect',
      parentCallId: callId,
      cause,
    });
  const end = (callId: string) => event('transfer-complete', callId, 20, 'attempt=2', { cause: 'hangup' });
  const over = (callId: string) =>
    event('disconnect', callId, 21, '', { eventType: 'disconnect', cause: 'hangup' });

  it('is recovered once, whoever hung up first, and in all views', async () => {
    await first('c-callee');
    await leg('c-callee', 'c-leg-1');
    await end('c-callee');
    await first('c-caller');
    await leg('c-caller', 'c-leg-2');
    await over('c-caller');
    await first('c-left');
    await leg('c-left', 'c-leg-3', 'cancel');
    await over('c-left');
    const counted = async (since: string) => {
      const days = ['--since', since, '--until', '2026-05-04'];
      return JSON.parse((await outcomesOf(table)('stats', '--json', '--route', 'support', ...days)).out);
    };
    for (const since of ['2026-05-03', '2026-05-01'])
      expect(await counted(since)).toMatchObject({ failedFirstHandOffs: 3, recovered: 2 });
    for (const callId of ['c-callee', 'c-caller']) {
      const rows = await rowsOf(callId);
      expect(await summaryOf(callId, rows as [StoredOutcome])).toMatchObject({ state: 'recovered' });
      expect(endingWords(rows)).toMatch(/^Connected to .* after 2 hand-offs; they talked and hung up\.$/);
    }
    const left = await rowsOf('c-left');
    expect(await summaryOf('c-left', left as [StoredOutcome])).toMatchObject({ state: 'abandoned' });

    // One whose leg is never told is not counted.
    await first('c-no-leg');
    await end('c-no-leg');
    expect(await counted('2026-05-03')).toMatchObject({ failedFirstHandOffs: 4, recovered: 2 });
  });
});
