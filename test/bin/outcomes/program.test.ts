import { expect, test } from 'vitest';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { runProgram, startProgram } from '../program.ts';
import { storedItem } from '../reader/items.ts';

const table = outcomesTable();
const environment = () => ({ AWS_ENDPOINT_URL_DYNAMODB: table.endpoint, OUTCOMES_TABLE: table.name });

const run = (...options: string[]) => runProgram('outcomes.ts', environment(), options);

test.each(['', 'call', 'list', 'caller', 'messages', 'stats', 'tail', 'export', 'backfill', 'erase'])(
  'outcomes %s has help of its own, and does nothing else',
  async (command) => {
    const { code, stdout, stderr } = await run(...command.split(' ').filter(Boolean), '--help');
    expect(stdout).toMatch(new RegExp(`^Usage: npx bandwidth-call-recovery outcomes ${command}`));
    expect(stdout.length).toBeLessThan(6000);
    expect(stdout).not.toMatch(/shard|spill|redriven|leg over/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  },
);

test.each([
  [['lst'], 'unknown command'],
  [['list', '--nonsense'], 'unknown option'],
  [['list', '--limit', '0'], 'whole number'],
  [['stats', '--by', 'colour'], 'There is no grouping "colour". Groupings: outcome'],
  [['stats', '--by', 'route,route'], '--by takes one property, or two that differ'],
  [['stats', '--by', 'route,hour,cause'], '--by takes one property, or two that differ'],
  [['messages', '--fetch', 'x', '--json'], 'cannot be used with'],
  [['list', '--outcome', 'buzy'], 'Did you mean "busy"?'],
  [['list', '--json', '--csv'], 'cannot be used with'],
  [['call'], 'missing required argument'],
  [['export'], '--since'],
  [['list', '--since', 'foo'], '--since does not understand "foo". Give how long ago'],
  [['list', '--route', ' '], '--route is blank'],
  [['list', '--table', 'a', '--stack', 'b'], 'cannot be used with'],
  [['caller', '020 7946 0000'], 'is not an E.164 number'],
  [['tail', '--every', 'often'], '--every must be a time'],
  [['list', '--endpoint', 'ftp://x'], '--endpoint must be a URL'],
])('%j is one line and exit 2', async (options, told) => {
  const { code, stdout, stderr } = await run(...options);
  expect(stderr).toContain(told);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each([
  [['list', '--table', 'no-such-table'], 'There is no such table'],
  [['call', 'c-unknown'], 'Nothing is stored for the call c-unknown'],
  [['caller', '+15550009999'], 'No calls of +15550009999'],
  [['backfill', 'no-such-file'], 'There is no file no-such-file'],
])('%j is not there: one line and exit 1', async (options, told) => {
  const { code, stdout, stderr } = await run(...options);
  expect(stderr).toContain(told);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('a program that reads JSON gets JSON, also of a caller that is unknown', async () => {
  const { code, stdout, stderr } = await run('caller', '+15550009999', '--json');
  expect({ code, read: JSON.parse(stdout) }).toEqual({ code: 1, read: [] });
  expect(stderr).toContain('No calls of +15550009999');
});

test('a pipe gets no colours, and no warning', async () => {
  await table.store.put(storedItem({ callId: 'c-plain', eventTime: new Date().toISOString() }));
  const { code, stdout, stderr } = await run('list');
  expect(stdout).toContain('c-plain');
  expect(stdout).not.toContain('\u001b');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('a reader that goes away early ends it quietly', async () => {
  for (let index = 0; index < 400; index += 1) {
    const eventTime = new Date(Date.now() - index * 1000).toISOString();
    await table.store.put(storedItem({ callId: `c-${index}-${'x'.repeat(400)}`, eventTime }));
  }
  const { child, stderr, ended } = startProgram('outcomes.ts', environment(), ['export', '--since', '1d']);
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect(await ended).toBe(0);
  expect(stderr()).not.toMatch(/EPIPE|Error/);
});
