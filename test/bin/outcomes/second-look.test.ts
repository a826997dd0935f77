import * as fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { storedItem } from '../reader/items.ts';
import { jsonLines, outcomesOf } from './captured-terminal.ts';

beforeAll(() => vi.stubEnv('TZ', 'UTC'));

const lonely = outcomesTable();

describe('calls that need a second look', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  const PARENT = 'c-aaaaaaaa-1a31c52e-b38f-4198-93c1-51633ec68f8d';
  const LEG = 'c-bbbbbbbb-1a31c52e-b38f-4198-93c1-51633ec68f8d';

  test('the id of a transferred leg gives the call that has it, however long ago', async () => {
    const eventTime = '2025-11-12T23:00:00.000Z';
    const leg = storedItem({ callId: PARENT, eventTime, eventType: 'transferDisconnect', step: 'none' });
    await table.store.put({ ...leg, legCallId: LEG });
    const { out, notes } = await run('call', LEG);
    expect(notes).toBe(`${LEG} is a leg of the call ${PARENT}.\n`);
    expect(out).toContain(`Call ${PARENT}\n`);
    expect(JSON.parse((await run('call', LEG, '--json')).out)).toHaveLength(1);
    expect((await run('call', 'c-bbbbbbbb')).exitCode).toBe(1);
  });

  test('an item without a time stands where it was received, and says so; so does one that was cut', async () => {
    const at = (seconds: number, attempt: number) =>
      storedItem({ callId: 'c-undated', eventTime: `2026-10-01T10:00:0${seconds}.000Z`, attempt });
    await table.store.put(at(0, 1));
    await table.store.put({ ...at(5, 2), eventKey: '0f3a9c#referComplete#2', undated: true });
    await table.store.put({ ...at(9, 3), cut: ['tag', '\u001bx'] });
    const { out } = await run('call', 'c-undated');
    expect(out.match(/^10:00:0\d.*?\d\. /gm)).toEqual([
      '10:00:00                1. ',
      '10:00:05  +5.0 s        2. ',
      '10:00:09  +4.0 s        3. ',
    ]);
    expect(out).toContain('                        undated: this is when it was received\n');
    expect(out).toContain('                        too large to be stored whole, cut: tag, \\u{1b}x\n');
  });

  test('a caller is found however it is written; who is hidden identifies nobody', async () => {
    const eventTime = '2026-10-01T10:00:00.000Z';
    const fields = { from: '"Bob" <sip:Bob@example.com:5060;transport=tls>' };
    await table.store.put(storedItem({ callId: 'c-host', eventTime, fields }));
    expect((await run('caller', '<SIP:Bob@Example.Com>')).out).toContain('c-host');
    expect(await run('caller', 'ANONYMOUS')).toMatchObject({
      exitCode: 2,
      failure: expect.stringContaining('"ANONYMOUS" does not identify a caller, so no index has its calls.'),
    });
  });
});

describe('calls of one caller at once', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);

  test('caller is in the order of the times that it prints', async () => {
    const moments = fc.array(fc.record({ call: fc.nat(3), second: fc.nat(59) }), {
      minLength: 1,
      maxLength: 8,
    });
    let caller = 15550000000;
    await fc.assert(
      fc.asyncProperty(moments, fc.integer({ min: 1, max: 5 }), async (events, limit) => {
        caller += 1;
        for (const { call, second } of events)
          await table.store.put(
            storedItem({
              callId: `c-${caller}-${call}`,
              eventTime: `2026-11-21T10:00:${String(second).padStart(2, '0')}.000Z`,
              fields: { from: `+${caller}` },
            }),
          );
        const { out } = await run('caller', `+${caller}`, '--limit', String(limit));
        const times = out.match(/^11-21 10:00:\d\d/gm) ?? [];
        const newest = Math.max(...events.map(({ second }) => second));
        expect(times[0]).toBe(`11-21 10:00:${String(newest).padStart(2, '0')}`);
        expect(times).toEqual(times.toSorted().reverse());
      }),
      { numRuns: 20 },
    );
  });
});

test('the hint of an empty answer names days of this clock, also one of 25 hours', async () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  await lonely.store.put(storedItem({ callId: 'c-long-day', eventTime: '2026-10-24T22:10:00.000Z' }));
  const { out } = await outcomesOf(lonely)('list', '--since', 'today');
  vi.stubEnv('TZ', 'UTC');
  expect(out.replaceAll(/\s+/g, ' ')).toMatch(
    /from 2026-11-21 00:00:00 \+01:00 to now, .* 2026-10-25 00:10:00 \+02:00: --since 2026-10-25 --until 2026-10-26 shows it\./,
  );
});

describe('an abandoned leg in every view of the table', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  const RECOVERED = 'c-recovered';
  const GONE = 'c-gone';
  const event = (callId: string, seconds: number, eventType: string, told: object, cause = 'cancel') =>
    storedItem({
      callId,
      eventTime: `2026-11-21T10:00:${seconds}.000Z`,
      eventType,
      step: 'none',
      destination: '+15551110000',
      fields: { cause, from: callId === GONE ? '+15550002222' : '+15550001111' },
      ...told,
    });
  const ITEMS = [
    // Bandwidth cancelled a leg that did not ring within 30 s; its caller was there, and reached the next.
    event(RECOVERED, 30, 'transferDisconnect', { outcome: 'abandoned' }),
    event(RECOVERED, 31, 'transferComplete', {
      outcome: 'cancelled',
      step: 'next',
      nextDestination: '+15552220000',
    }),
    event(RECOVERED, 55, 'transferComplete', { outcome: 'completed', step: 'hangup', attempt: 2 }, 'hangup'),
    event(RECOVERED, 56, 'transferDisconnect', { outcome: 'completed', attempt: 2 }, 'hangup'),
    event(GONE, 40, 'transferDisconnect', { outcome: 'abandoned' }),
  ];
  beforeAll(async () => {
    for (const item of ITEMS) await table.store.put(item);
  });

  test('the timeline does not say that the caller left; JSON is what is stored', async () => {
    const { out } = await run('call', RECOVERED);
    expect(out).not.toContain('abandoned');
    expect(out).toContain('cancelled: cancelled while it rang (cancel)');
    expect(out).toContain('Connected to +15551110000 after 2 hand-offs');
    const gone = (await run('call', GONE)).out;
    expect(gone).toContain('abandoned');
    expect(gone).toContain('Not connected after 1 hand-off: the caller hung up.');
    expect(JSON.parse((await run('call', RECOVERED, '--json')).out)).toEqual(ITEMS.slice(0, 4));
  });

  test('statistics count the hand-off once, and its call as recovered', async () => {
    const { groups, ...sums } = JSON.parse((await run('stats', '--json')).out);
    expect(sums).toEqual({ count: 3, handOffs: 3, firstHandOffs: 2, failedFirstHandOffs: 1, recovered: 1 });
    expect(groups.find(({ label }: { label: string }) => label === 'abandoned').count).toBe(1);
    expect(JSON.parse((await run('stats', '--outcome', 'abandoned', '--json')).out).count).toBe(1);
  });

  test('list, caller and export say the same', async () => {
    const listed = jsonLines((await run('list', '--outcome', 'abandoned', '--ndjson')).out);
    expect(listed.map(({ callId }) => callId)).toEqual([GONE]);
    expect((await run('caller', '+15550001111')).out).not.toContain('abandoned');
    const exported = jsonLines((await run('export', '--since', '1d', '--format', 'ndjson')).out);
    const abandoned = exported.filter(({ outcome }) => outcome === 'abandoned');
    expect(abandoned.map(({ callId }) => callId)).toEqual([GONE]);
  });
});
