import { beforeAll, describe, expect, test, vi } from 'vitest';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { storedItem } from '../reader/items.ts';
import { outcomes } from './captured-terminal.ts';
import { CALL, ITEMS } from './two-calls.ts';

const table = outcomesTable();
beforeAll(async () => {
  vi.stubEnv('TZ', 'UTC');
  for (const item of ITEMS) await table.store.put(item);
});
const run = (...given: string[]) => outcomes([...given, '--endpoint', table.endpoint, '--table', table.name]);

describe('call, by what is pasted', () => {
  const PARENT = 'c-aaaaaaaa-1a31c52e-b38f-4198-93c1-51633ec68f8d';
  const LEG = 'c-bbbbbbbb-1a31c52e-b38f-4198-93c1-51633ec68f8d';
  const OLD_LEG = 'c-cccccccc-1a31c52e-b38f-4198-93c1-51633ec68f8d';
  const legEnd = (legCallId: string, eventTime: string) => {
    const leg = storedItem({
      callId: PARENT,
      eventTime,
      eventType: 'transferDisconnect',
      outcome: 'busy',
      step: 'none',
      route: 'legs',
      fields: { cause: 'busy', applicationId: 'legs', from: 'sip:legs@example.com' },
    });
    return { ...leg, legCallId, eventKey: `${leg.eventKey}#${legCallId}` };
  };
  beforeAll(async () => {
    await table.store.put(legEnd(LEG, '2026-11-20T23:00:00.000Z'));
    await table.store.put(legEnd(OLD_LEG, '2026-11-12T23:00:00.000Z'));
  });

  test('a URL of the call', async () => {
    const url = `"https://voice.bandwidth.com/api/v2/accounts/5500/calls/${CALL}",`;
    expect((await run('call', url)).out).toContain(`Call ${CALL}\n`);
  });

  test('the id of a leg of a transfer: the call that has it', async () => {
    const { out, notes, failure } = await run('call', LEG);
    expect({ failure, notes }).toEqual({
      failure: undefined,
      notes: `${LEG} is a leg of the call ${PARENT}.\n`,
    });
    expect(out).toContain(`Call ${PARENT}\n`);
    expect(JSON.parse((await run('call', LEG, '--json')).out)).toHaveLength(2);
  });

  test('a leg of longer ago is told, and found by --since', async () => {
    const { failure, exitCode } = await run('call', OLD_LEG);
    expect(failure).toMatch(/it is none that was over from 2026-11-20 .*; --since looks further back/);
    expect(exitCode).toBe(1);
    expect((await run('call', OLD_LEG, '--since', '10d')).out).toContain(`Call ${PARENT}\n`);
  });

  test('a part of the id of a leg is none', async () => {
    expect((await run('call', 'c-bbbbbbbb')).exitCode).toBe(1);
  });
});

test('an item without a time stands where it came, and says so; so does one that was cut', async () => {
  const callId = 'c-undated';
  const undated = storedItem({ callId, eventTime: '2026-10-01T10:00:05.000Z', attempt: 2 });
  const items = [
    storedItem({ callId, eventTime: '2026-10-01T10:00:00.000Z' }),
    { ...undated, eventKey: '0f3a9c#referComplete#2', undated: true },
    { ...storedItem({ callId, eventTime: '2026-10-01T10:00:09.000Z', attempt: 3 }), cut: ['tag', '\u001bx'] },
  ];
  for (const item of items) await table.store.put(item);
  const { out } = await run('call', callId);
  expect(out.match(/^10:00:0\d.*?\d\. /gm)).toEqual([
    '10:00:00              1. ',
    '10:00:05  +5.0 s      2. ',
    '10:00:09  +4.0 s      3. ',
  ]);
  expect(out).toContain('                      undated: this is when it came\n');
  expect(out).toContain('                      too large to be kept whole, cut: tag, \\u{1b}x\n');
});

test('words are found in either case, and hosts', async () => {
  const eventTime = '2026-10-01T10:00:00.000Z';
  await table.store.put(storedItem({ callId: 'c-hidden', eventTime, fields: { from: 'Anonymous' } }));
  await table.store.put(storedItem({ callId: 'c-host', eventTime, fields: { from: 'sip:Bob@example.com' } }));
  expect((await run('caller', 'ANONYMOUS')).out).toContain('c-hidden');
  expect((await run('caller', '<SIP:Bob@Example.Com>')).out).toContain('c-host');
  expect((await run('caller', 'nobody')).failure).toMatch(/^No calls of nobody or Nobody or NOBODY from/);
});
