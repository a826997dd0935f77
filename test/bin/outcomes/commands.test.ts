import { beforeAll, describe, expect, test, vi } from 'vitest';
import { rejectedItem } from '../../../functions/outcomes/rejected-item.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { outcomes } from './captured-terminal.ts';
import { ALICE, BOB, CALL, ITEMS, LOST } from './two-calls.ts';

const table = outcomesTable();

beforeAll(async () => {
  vi.stubEnv('TZ', 'UTC');
  for (const item of ITEMS) await table.store.put(item);
  const receivedAtEpochMilliseconds = Date.parse('2026-11-21T11:30:00.000Z');
  const kept = { receivedAtEpochMilliseconds, ttlDays: 0, digest: () => 'd1' };
  await table.store.put(
    rejectedItem({ callId: 'c-odd', eventTime: '2026-11-21T11:30:00.000Z' }, { reasons: ['odd'] }, kept),
  );
});

const run = (...argumentsGiven: string[]) =>
  outcomes([...argumentsGiven, '--endpoint', table.endpoint, '--table', table.name]);
const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('call', () => {
  test('tells the whole story', async () => {
    const { out } = await run('call', CALL);
    expect(out.split('\n').slice(0, -2)).toEqual([
      `Call ${CALL}`,
      '  from        sip:bob@customer.example.com to sip:support@bw.example.com, inbound',
      '  app         7fc9698a-b04a-468b-9e8f-91238c0d0086',
      '  route       support',
      '  tag         \\u{1b}[31mred',
      '  began       2026-11-21 09:59:50 UTC',
      '',
      '10:00:00              call came in',
      `                      → handed to ${ALICE}`,
      `10:00:05  +5.0 s      1. Refer to ${ALICE}`,
      '                      busy: REFER accepted (202), target: 486 Busy Here',
      `                      → next destination: handed to ${BOB}`,
      `10:00:38  +33 s       2. Refer to ${BOB}`,
      '                      connected: REFER accepted (202), target: 200 OK',
      '',
      `Connected to ${BOB} after 2 hand-offs; the call left us there.`,
    ]);
    expect(out).toContain('(the last event was 1 h 59 min ago)');
  });

  test('tells what Bandwidth said, and what the caller heard', async () => {
    const { out } = await run('call', LOST);
    expect(out).toContain('1. Transfer to +15557654321');
    expect(out).toContain('no-answer: target did not answer (timeout)');
    expect(out).toContain('Bandwidth says: nobody (errorId e-1)');
    expect(out).toContain('Not connected after 1 hand-off: the caller heard goodbye.');
  });

  test('JSON has every stored field', async () => {
    expect(JSON.parse((await run('call', CALL, '--json')).out)).toEqual(ITEMS.slice(0, 3));
  });

  test('a call that is not there is said so, with where it was looked for', async () => {
    const { out, failure, exitCode } = await run('call', 'c-none');
    expect(failure).toMatch(
      `Nothing is stored for the call c-none, in table "${table.name}" at ${table.endpoint}. If it is a leg`,
    );
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
  });
});

describe('list', () => {
  test('newest first, in two lines each, with the call to be copied', async () => {
    const lines = (await run('list', '--since', '3h')).out.split('\n');
    expect(lines.slice(0, 8)).toEqual([
      '11-21 11:30:00  rejected      (no caller) → (unknown)  then goodbye',
      '  c-odd  callback not understood',
      '11-21 11:00:00  no-answer     +15551234567 → +15557654321  then goodbye',
      `  ${LOST}  target did not answer (timeout)`,
      `11-21 10:00:38  connected     sip:bob@customer.example.com → ${BOB}  #2`,
      `  ${CALL}  REFER accepted (202), target: 200 OK`,
      `11-21 10:00:05  busy          sip:bob@customer.example.com → ${ALICE}  then next`,
      `  ${CALL}  REFER accepted (202), target: 486 Busy Here`,
    ]);
    expect(lines[8]).toContain('4 found, from 2026-11-21 09:00:00 UTC to now');
    expect(lines.every((line) => line.length <= 100)).toBe(true);
  });

  test('narrowed by outcome, route, application and time', async () => {
    const keysOf = async (...options: string[]) =>
      jsonLines((await run('list', '--ndjson', ...options)).out).map(({ eventKey }) => eventKey);
    expect(await keysOf('--outcome', 'busy,connected')).toEqual([ITEMS[2]?.eventKey, ITEMS[1]?.eventKey]);
    expect(await keysOf('--route', 'support', '--until', '2026-11-21T10:00:38Z')).toEqual([
      ITEMS[1]?.eventKey,
    ]);
    expect(await keysOf('--application', '7fc9698a-b04a-468b-9e8f-91238c0d0086')).toHaveLength(3);
    expect(await keysOf('--all-events')).toHaveLength(5);
    expect(await keysOf('--outcome', 'begun')).toEqual([ITEMS[0]?.eventKey]);
    expect(await keysOf('--limit', '1', '--outcome', 'no-answer,busy')).toEqual([ITEMS[3]?.eventKey]);
  });

  test('what a limit leaves out is said', async () => {
    expect((await run('list', '--limit', '2')).out).toContain('The newest 2; there are more: --limit 10');
    expect((await run('list', '--limit', '4')).out).toContain('4 found');
  });

  test('nothing found says what was searched', async () => {
    const { out } = await run('list', '--outcome', 'declined', '--route', 'sales', '--since', '1h');
    expect(out.replaceAll(/\n +/g, ' ')).toBe(
      `Nothing found, from 2026-11-21 11:00:00 UTC to now with outcome declined, route sales, in table "${table.name}" at ${table.endpoint}\n`,
    );
  });
});

test('caller: that caller’s calls with their outcomes in order', async () => {
  const { out } = await run('caller', 'sip:bob@customer.example.com');
  expect(out.split('\n').slice(0, 3)).toEqual([
    '11-21 10:00:00  connected     called sip:support@bw.example.com, 2 hand-offs',
    `  ${CALL}`,
    '  busy → connected',
  ]);
  expect((await run('caller', '(555) 123-4567')).out).toContain(LOST);
  expect(await run('caller', '+15550000000')).toMatchObject({
    out: '',
    exitCode: 1,
    failure: expect.stringMatching(/^No calls of \+15550000000 from .* Bandwidth writes a caller as/),
  });
});

describe('stats', () => {
  test('counts, and what recovery brought', async () => {
    const { out } = await run('stats', '--by', 'destination');
    expect(out).toMatch(/^sip:bob@desk\.example\.com +1 +25 % +100 % {2}█+$/m);
    expect(out).toContain('3 hand-offs in 2 calls, 1.50 a call.');
    expect(out).toContain('The first failed in 2; a later one connected 1 of these: recovery rate 50 %.');
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test('JSON and CSV have the same numbers', async () => {
    const { groups } = JSON.parse((await run('stats', '--json')).out);
    expect(groups).toContainEqual({ label: 'busy', count: 1, connected: 0 });
    expect((await run('stats', '--csv')).out.split('\r\n')).toContain('busy,1,0');
  });

  test('nothing found is said', async () => {
    expect((await run('stats', '--since', '1m', '--route', 'none')).out).toMatch(/^Nothing found, from/);
  });
});

test('export: every event as CSV or NDJSON, the count beside it', async () => {
  const csv = await run('export', '--since', '1d');
  expect(csv.out.trimEnd().split('\r\n')).toHaveLength(6);
  expect(csv.notes).toMatch(/^5 rows from .* of table/);
  expect(jsonLines((await run('export', '--since', '1d', '--format', 'ndjson')).out)).toHaveLength(5);
});

test('export shows its progress to a person, and takes it away', async () => {
  const notes: string[] = [];
  const options = ['export', '--since', '1d', '--endpoint', table.endpoint, '--table', table.name];
  await outcomes(options, {}, { showsProgress: true, note: (text) => void notes.push(text) });
  expect(notes[0]).toMatch(/\d+ % {2}1 rows, now at 11-21/);
  expect(notes.at(-2)).toBe('\r\u001b[K');
});

describe('one line that says what to do:', () => {
  test.each([
    ['a bad time', ['list', '--since', 'yesturday'], /^--since does not understand .*"yesterday"/],
    ['a bad interval', ['tail', '--every', 'often'], /^--every must be a time of/],
    ['no such table', ['list', '--table', 'none-here'], /^There is no such table there\..*"none-here"/],
    [
      'nothing at the endpoint',
      ['call', 'c', '--endpoint', 'http://127.0.0.1:9'],
      /^Nothing answers there\./,
    ],
    ['an endpoint that is no URL', ['call', 'c', '--endpoint', 'localhost'], /^--endpoint must be a URL/],
  ])('%s', async (_, options, told) => {
    const { failure, out } = await outcomes(options, {
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      OUTCOMES_TABLE: table.name,
    });
    expect(failure).toMatch(told);
    expect(failure).not.toContain('\n');
    expect(out).toBe('');
  });
});
