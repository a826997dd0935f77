import { beforeAll, describe, expect, test, vi } from 'vitest';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { storedItem } from '../reader/items.ts';
import { outcomes } from './captured-terminal.ts';

const ALICE = '+15551110000';
const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, seconds)).toISOString();

describe('an abandoned leg in every view of the table', () => {
  const table = outcomesTable();
  const RECOVERED = 'c-recovered';
  const GONE = 'c-gone';
  const transfer = (callId: string, time: string, told: object) =>
    storedItem({ callId, eventTime: time, eventType: 'transferComplete', destination: ALICE, ...told });
  const ITEMS = [
    // Bandwidth cancelled a leg that did not ring within 30 s; its caller was there, and reached the next.
    storedItem({
      callId: RECOVERED,
      eventTime: at(30),
      eventType: 'transferDisconnect',
      outcome: 'abandoned',
      step: 'none',
      destination: ALICE,
      fields: { cause: 'cancel', from: '+15550001111' },
    }),
    transfer(RECOVERED, at(31), {
      outcome: 'cancelled',
      step: 'next',
      nextDestination: '+15552220000',
      fields: { cause: 'cancel', from: '+15550001111' },
    }),
    transfer(RECOVERED, at(55), {
      outcome: 'completed',
      step: 'hangup',
      attempt: 2,
      fields: { cause: 'hangup', from: '+15550001111' },
    }),
    storedItem({
      callId: GONE,
      eventTime: at(40),
      eventType: 'transferDisconnect',
      outcome: 'abandoned',
      step: 'none',
      destination: ALICE,
      fields: { cause: 'cancel', from: '+15550002222' },
    }),
  ];
  beforeAll(async () => {
    vi.stubEnv('TZ', 'UTC');
    for (const item of ITEMS) await table.store.put(item);
  });
  const run = (...given: string[]) =>
    outcomes([...given, '--endpoint', table.endpoint, '--table', table.name]);

  test('the timeline does not say that the caller left', async () => {
    const { out } = await run('call', RECOVERED);
    expect(out).not.toContain('abandoned');
    expect(out).toContain('cancelled: cancelled while it rang (cancel)');
    expect(out).toContain('Connected to +15551110000 after 2 hand-offs');
    const gone = (await run('call', GONE)).out;
    expect(gone).toContain('abandoned');
    expect(gone).toContain('Not connected after 1 hand-off: the caller hung up.');
  });

  test('statistics count the hand-off once, and its call as recovered', async () => {
    const { groups, ...sums } = JSON.parse((await run('stats', '--json')).out);
    expect(sums).toEqual({ count: 3, handOffs: 3, firstHandOffs: 2, failedFirstHandOffs: 1, recovered: 1 });
    expect(groups.find(({ label }: { label: string }) => label === 'abandoned').count).toBe(1);
    expect((await run('stats')).out).toContain('a later one connected 1 of these: recovery rate 100 %');
  });

  test('statistics of one outcome have it corrected too', async () => {
    const { count } = JSON.parse((await run('stats', '--outcome', 'abandoned', '--json')).out);
    expect(count).toBe(1);
  });

  test('list, caller and export say the same', async () => {
    const listed = (await run('list', '--outcome', 'abandoned', '--ndjson')).out.trim().split('\n');
    expect(listed.map((line) => JSON.parse(line).callId)).toEqual([GONE]);
    expect((await run('caller', '+15550001111')).out).not.toContain('abandoned');
    const exported = (await run('export', '--since', '1d', '--format', 'ndjson')).out.trim().split('\n');
    const ofLeg = exported.map((line) => JSON.parse(line)).find(({ callId }) => callId === GONE);
    expect(ofLeg.outcome).toBe('abandoned');
    expect(exported.filter((line) => line.includes('"abandoned"'))).toHaveLength(1);
  });

  test('JSON of a call is what is stored', async () => {
    expect(JSON.parse((await run('call', RECOVERED, '--json')).out)).toEqual(ITEMS.slice(0, 3));
  });
});
