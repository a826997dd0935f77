import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../../functions/chain/parse.ts';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import { MAX_ITEM_CHARACTERS } from '../../../functions/outcomes/fitted-item.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, send } from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

/** An event of so many bytes, by what it has beside its documented fields. */
function eventOf(callId: string, bytes: number, member: (index: number) => string): string {
  const members = [JSON.stringify(documented('refer-target-404', { callId })).slice(0, -1)];
  let length = Buffer.byteLength(members[0] ?? '') + 1;
  for (let index = 0; ; index += 1) {
    const next = `,${member(index)}`;
    length += Buffer.byteLength(next);
    if (length > bytes) return `${members.join('')}${' '.repeat(bytes - length + Buffer.byteLength(next))}}`;
    members.push(next);
  }
}

const LARGE: [string, (index: number) => string][] = [
  ['one text', (index) => `"extra${index}":"${'x'.repeat(index === 0 ? 900_000 : 10)}"`],
  [
    'a text of control characters',
    (index) => `"extra${index}":"${'\\u0001'.repeat(index === 0 ? 100_000 : 1)}"`,
  ],
  ['a tag', (index) => `"${index === 0 ? 'tag' : index}":"${'x'.repeat(index === 0 ? 900_000 : 10)}"`],
  [
    'the caller',
    (index) => `"${index === 0 ? 'from' : index}":"sip:${'x'.repeat(index === 0 ? 900_000 : 10)}"`,
  ],
  ['many small fields', (index) => `"f${index}":1`],
  ['fields with names like numbers', (index) => `"${index}":1`],
  ['fields of 1 KB', (index) => `"f${index}":"${'漢'.repeat(340)}"`],
  ['deep lists', (index) => `"f${index}":${'['.repeat(400_000)}${']'.repeat(400_000)}`],
  ['a long list', (index) => `"f${index}":[${'[],'.repeat(250_000)}1]`],
];

describe.each([130_000, MAX_BODY_BYTES])('an event of a call, of %i bytes', (bytes) => {
  it.each(LARGE)('%s: decided, stored, cut, and queue and log would take it', async (name, member) => {
    const callId = `c-large-${bytes}-${name}`;
    const body = eventOf(callId, bytes, member);
    expect(Buffer.byteLength(body)).toBe(bytes);
    const small = await send(deploymentWith({ put: async () => 'stored' }), {
      body: documented('refer-target-404'),
    });
    expect(await send(deploymentWith(table.store), { body })).toEqual(small);
    const base64 = { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
    expect(await send(deploymentWith(table.store), base64)).toEqual(small);

    const [item, ...others] = await table.itemsOf(callId);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ callId, outcome: 'unreachable', notifySipResponseCode: 404, attempt: 1 });
    const down = () => Promise.reject(new Error('down'));
    log.clear();
    await send(deploymentWith({ put: down }, { queue: { send: down } }), { body });
    const line = log.text().split('\n')[0] ?? '';
    expect(Buffer.byteLength(line)).toBeLessThan(256 * 1024);
    const { item: logged } = JSON.parse(line);
    expect(toMessage(logged).length).toBeLessThanOrEqual(MAX_ITEM_CHARACTERS);
    expect(logged.cut).toEqual(item?.cut);
  });
});

it('a rejected event of that size is kept with its call, cut', async () => {
  const body = eventOf('c-large-rejected', MAX_BODY_BYTES, (index) => `"f${index}":1`);
  await send(deploymentWith(table.store), { name: 'disconnect', body });
  expect(await table.itemsOf('c-large-rejected')).toMatchObject([
    { outcome: 'rejected', from: expect.any(String), cut: expect.any(Array) },
  ]);
});

it.each([
  [7, '7'],
  [0, '0'],
  [1.5, '1.5'],
  [-3, '-3'],
])('a callId of %j is a text: decided, and stored under it', async (callId, text) => {
  const body = documented('refer-target-404', { callId });
  expect(await send(deploymentWith(table.store), { body })).toMatchObject({ statusCode: 200 });
  expect(await table.itemsOf(text)).toMatchObject([{ callId: text, outcome: 'unreachable' }]);
});
