import { beforeAll, describe, expect, test, vi } from 'vitest';
import { rejectedItem } from '../../../functions/outcomes/rejected-item.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { parseCsv } from '../print/parse-csv.ts';
import { jsonLines, outcomes, outcomesOf } from './captured-terminal.ts';
import { ALICE, BOB, CALL, ITEMS, LOST } from './two-calls.ts';

const unfolded = (text: string): string => text.replaceAll(/\n +/g, ' ');

beforeAll(() => vi.stubEnv('TZ', 'UTC'));

describe('two calls and a callback that was not understood', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  beforeAll(async () => {
    for (const item of ITEMS) await table.store.put(item);
    const receivedAtEpochMilliseconds = Date.parse('2026-11-21T11:30:00.000Z');
    const kept = { receivedAtEpochMilliseconds, ttlDays: 0, policyHash: '0123abcd', digest: () => 'd1' };
    const odd = { callId: 'c-odd', eventTime: '2026-11-21T11:30:00.000Z' };
    await table.store.put(rejectedItem(odd, { reasons: ['odd'] }, kept));
  });

  test('call tells the whole story', async () => {
    const { out } = await run('call', `"https://voice.bandwidth.com/api/v2/accounts/5500/calls/${CALL}",`);
    expect(out.split('\n').slice(0, -2)).toEqual([
      `Call ${CALL}`,
      '  from        sip:bob@customer.example.com to sip:support@bw.example.com, inbound',
      '  app         7fc9698a-b04a-468b-9e8f-91238c0d0086',
      '  route       support',
      '  tag         \\u{1b}[31mred',
      '  began       2026-11-21 09:59:50 UTC',
      '',
      '10:00:00                call came in',
      `                        → handed to ${ALICE}`,
      `10:00:05  +5.0 s        1. Refer to ${ALICE}`,
      '                        busy: REFER accepted (202), target: 486 Busy Here',
      `                        → next destination: handed to ${BOB}`,
      `10:00:38  +33 s         2. Refer to ${BOB}`,
      '                        connected: REFER accepted (202), target: 200 OK',
      '',
      `Connected to ${BOB} after 2 hand-offs; the call left us there.`,
    ]);
    expect(out).toContain('(the last event was 1 h 59 min ago)');
    expect(JSON.parse((await run('call', CALL, '--json')).out)).toEqual(ITEMS.slice(0, 3));
  });

  test('call tells what Bandwidth said, and what the caller heard', async () => {
    const { out } = await run('call', LOST);
    expect(out).toContain('1. Transfer to +15557654321');
    expect(out).toContain('no-answer: target did not answer (timeout)');
    expect(out).toContain('Bandwidth says: nobody (errorId e-1)');
    expect(out).toContain('Not connected after 1 hand-off: the caller heard goodbye.');
  });

  test('a call that is not there is told in one line, with where it was looked for', async () => {
    const { out, failure, exitCode } = await run('call', 'c-none');
    const where = `table "${table.name}" at ${table.endpoint}`;
    expect(failure).toMatch(`Nothing is stored for the call c-none, in ${where}. No leg has that id either.`);
    expect(failure).not.toContain('\n');
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
  });

  test('list: newest first, in two lines each, with the call to be copied', async () => {
    const listed = (await run('list', '--since', '3h')).out.split('\n');
    expect(listed.slice(0, 8)).toEqual([
      '11-21 11:30:00  rejected      (no caller) → (unknown)  then goodbye',
      '  c-odd  odd',
      '11-21 11:00:00  no-answer     +15551234567 → +15557654321  then goodbye',
      `  ${LOST}  target did not answer (timeout)`,
      `11-21 10:00:38  connected     sip:bob@customer.example.com → ${BOB}  #2`,
      `  ${CALL}  REFER accepted (202), target: 200 OK`,
      `11-21 10:00:05  busy          sip:bob@customer.example.com → ${ALICE}  then next`,
      `  ${CALL}  REFER accepted (202), target: 486 Busy Here`,
    ]);
    expect(listed[8]).toContain('4 found, from 2026-11-21 09:00:00 UTC to now');
    expect(listed.every((line) => line.length <= 100)).toBe(true);
    expect((await run('list', '--limit', '2')).out).toContain('The newest 2; there are more: --limit 10');
  });

  test.each([
    [
      ['--outcome', 'busy,connected'],
      [2, 1],
    ],
    [['--route', 'support', '--until', '2026-11-21T10:00:38Z'], [1]],
    [['--outcome', 'begun'], [0]],
    [['--limit', '1', '--outcome', 'no-answer,busy'], [3]],
    [
      ['--application', '7fc9698a-b04a-468b-9e8f-91238c0d0086', '--all-events'],
      [3, 2, 1, 0],
    ],
  ])('list narrowed by %j', async (options, found) => {
    const keys = jsonLines((await run('list', '--ndjson', ...options)).out).map(({ eventKey }) => eventKey);
    expect(keys).toEqual(found.map((index) => ITEMS[index]?.eventKey));
  });

  test('nothing found says what was searched, and when the newest was, with options that show it', async () => {
    const { out } = await run('list', '--outcome', 'busy', '--route', 'support', '--since', '1h');
    expect(unfolded(out)).toBe(
      `Nothing found, from 2026-11-21 11:00:00 UTC to now with outcome busy, route support, in table "${table.name}" at ${table.endpoint}. The newest is dated 2026-11-21 10:00:05 UTC: --since 2026-11-21 --until 2026-11-22 shows it.\n`,
    );
    const none = await run('stats', '--since', '1h', '--outcome', 'declined');
    expect(unfolded(none.out)).toMatch(/^Nothing found, from .*\. There is none at any other time\.\n$/);
  });

  test('caller: that caller’s calls with their outcomes in order', async () => {
    const { out } = await run('caller', 'sip:bob@customer.example.com');
    expect(out.split('\n').slice(0, 3)).toEqual([
      '11-21 10:00:38  connected     called sip:support@bw.example.com, 2 hand-offs',
      `  ${CALL}`,
      '  alice busy → bob connected',
    ]);
    expect((await run('caller', '(555) 123-4567')).out).toContain(LOST);
    expect(await run('caller', '+15550000000')).toMatchObject({
      out: '',
      exitCode: 1,
      failure: expect.stringMatching(/^No calls of \+15550000000 from .* Callers are known as/),
    });
    expect((await run('caller', '(555) 123-4567', '--since', '30m')).failure).toMatch(
      /The newest is dated 2026-11-21 11:00:00 UTC: --since 2026-11-21 shows it\.$/,
    );
  });

  test('stats: counts, and what recovery brought; JSON and CSV have the same numbers', async () => {
    const { out } = await run('stats', '--by', 'destination');
    expect(out).toMatch(/^sip:bob@desk\.example\.com +1 +25 % +100 % {2}█+$/m);
    expect(out).toContain('3 hand-offs in 2 calls, 1.50 per call.');
    expect(out).toContain('The first failed in 2; a later one connected 1 of these: recovery rate 50 %.');
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
    const { groups } = JSON.parse((await run('stats', '--json')).out);
    expect(groups).toContainEqual({ label: 'busy', count: 1, connected: 0 });
    expect((await run('stats', '--csv')).out.split('\r\n')).toContain('busy,1,0');
  });

  test('export: every event as CSV or NDJSON, the count beside it, its progress for a person only', async () => {
    const csv = await run('export', '--since', '1d');
    const cells = parseCsv(csv.out);
    expect(cells.map((line) => line.length)).toEqual(Array(6).fill(15));
    expect(cells[0]?.slice(0, 4)).toEqual(['eventTime', 'callId', 'eventType', 'outcome']);
    expect(csv.notes).toMatch(/^5 rows from .* in table/);
    const notes: string[] = [];
    const options = ['export', '--since', '1d', '--format', 'ndjson', '--table', table.name];
    const person = { showsProgress: true, note: (text: string) => void notes.push(text) };
    const { out } = await outcomes([...options, '--endpoint', table.endpoint], {}, person);
    expect(jsonLines(out)).toHaveLength(5);
    expect(notes[0]).toMatch(/^\r\d items? read $/);
    expect(notes.at(-2)).toBe('\r\u001b[K');
    expect((await run('export', '--since', '1m')).notes).toMatch(/^Nothing found, .* shows it\.\n$/);
  });

  test.each([
    ['no such table', ['list', '--table', 'none-here'], /^There is no such table\..*"none-here"/],
    [
      'nothing at the endpoint',
      ['call', 'c', '--endpoint', 'http://127.0.0.1:9'],
      /^Nothing answers there\./,
    ],
  ])('%s: one line that says what to do', async (_, options, told) => {
    const variables = { AWS_ENDPOINT_URL_DYNAMODB: table.endpoint, OUTCOMES_TABLE: table.name };
    const { failure, out } = await outcomes(options, variables);
    expect(failure).toMatch(told);
    expect(failure).not.toContain('\n');
    expect(out).toBe('');
  });
});
