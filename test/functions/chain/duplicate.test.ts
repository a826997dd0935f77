import { describe, expect, it } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, send } from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

const CASES = [
  ['refer-complete', 'refer-target-404'],
  ['refer-complete', 'refer-success'],
  ['transfer-complete', 'transfer-busy'],
] as const;

describe.each(CASES)('the same callback again, %s %s', (name, fixture) => {
  it('twice, at different times: the same bytes, and the first item unchanged', async () => {
    const callId = `c-twice-${fixture}`;
    const sent = { name, query: 'attempt=2', body: documented(fixture, { callId }) };
    const first = await send(deploymentWith(table.store), sent);
    const [item] = await table.attributesOf(callId);
    const later = deploymentWith(table.store, { nowEpochMilliseconds: () => Date.parse('2027-01-01') });
    expect(await send(later, sent)).toEqual(first);
    expect(await table.attributesOf(callId)).toEqual([item]);
    expect(log.lines().map(({ recorded }) => recorded)).toEqual(['stored', 'duplicate']);
  });

  it('20 times at once: the same bytes, one item, 19 seen as duplicates', async () => {
    const callId = `c-at-once-${fixture}`;
    const sent = { name, body: documented(fixture, { callId }) };
    const deployment = deploymentWith(table.store);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(deployment, sent)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await table.itemsOf(callId)).toHaveLength(1);
    const recorded = log.lines().map((line) => line.recorded);
    expect(recorded.filter((each) => each === 'duplicate')).toHaveLength(19);
  });

  it('while the store is down: the same bytes', async () => {
    const sent = { name, body: documented(fixture, { callId: `c-down-${fixture}` }) };
    const down = { put: () => Promise.reject(new Error('down')) };
    expect(await send(deploymentWith(down), sent)).toEqual(await send(deploymentWith(table.store), sent));
  });
});

it('a later event of the same call is another item', async () => {
  const deployment = deploymentWith(table.store);
  for (const eventTime of ['2026-04-30T13:20:39.810Z', '2026-04-30T13:20:39.811Z'])
    await send(deployment, { body: documented('refer-target-404', { callId: 'c-later', eventTime }) });
  expect(await table.itemsOf('c-later')).toHaveLength(2);
});

it('two hand-offs of a call that end in the same millisecond are two items, each of them once', async () => {
  const deployment = deploymentWith(table.store);
  for (const attempt of [1, 2, 3, 1, 2, 3]) {
    for (const [name, fixture] of CASES) {
      const body = documented(fixture, { callId: `c-same-millisecond-${fixture}` });
      await send(deployment, { name, body, query: `attempt=${attempt}` });
    }
  }
  for (const [, fixture] of CASES) {
    const items = await table.itemsOf(`c-same-millisecond-${fixture}`);
    expect(items.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  }
});

it('the same moment written in another way is the same item', async () => {
  const deployment = deploymentWith(table.store);
  for (const eventTime of ['2026-04-30T13:20:39.810Z', '2026-04-30T15:20:39.810+02:00'])
    await send(deployment, { body: documented('refer-target-404', { callId: 'c-same-moment', eventTime }) });
  expect(await table.itemsOf('c-same-moment')).toHaveLength(1);
});
