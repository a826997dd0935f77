import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../../functions/chain/parse.ts';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import { MAX_ITEM_CHARACTERS } from '../../../functions/outcomes/fitted-item.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { DOWN, deploymentWith, documented, send, UP } from '../../support/requests.ts';

// Requests of every kind are in test/fuzz; here are those that need room, or an answer that is known.

const table = outcomesTable();
const log = captureLog();

const notStored = () => log.lines().filter(({ message }) => message === 'outcome not stored');

it('of a doubled name the last counts', async () => {
  const event = JSON.stringify(documented('refer-target-404', { callId: 'c-doubled' }));
  const body = event.replace(/\}$/, ',"notifySipResponseCode":486}');
  await send(deploymentWith(table.store), { body });
  expect(await table.itemsOf('c-doubled')).toMatchObject([{ outcome: 'busy' }]);
});

/** Deeper than the stack holds. */
const DEEP: [string, string][] = [
  ['lists', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
  ['objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
];

describe.each(DEEP)('%s in lists or objects, deeper than the stack', (kind, deep) => {
  it('in an unknown field: the decided answer, and the outcome stored', async () => {
    const event = JSON.stringify(documented('refer-target-404', { callId: `c-deep-${kind}` }));
    const body = event.replace(/\}$/, `,"extra":${deep}}`);
    expect(await send(deploymentWith(table.store), { body })).toEqual(
      await send(deploymentWith(UP), { body: event }),
    );
    expect(await table.itemsOf(`c-deep-${kind}`)).toMatchObject([{ outcome: 'unreachable' }]);
  });

  it.each(
    [...Object.keys(documented('refer-target-404')), 'extra', 'outcome', 'event.eventTime']
      .filter((field) => field !== 'callId')
      .flatMap((field) => ['referComplete', 'answer'].map((eventType) => [field, eventType] as const)),
  )('in %s of %s, with store and queue down: the log has the item', async (field, eventType) => {
    const { [field]: _, ...event } = documented('refer-target-404', { callId: 'c-down', eventType });
    const body = JSON.stringify(event).replace(/\}$/, `,${JSON.stringify(field)}:${deep}}`);
    expect(await send(deploymentWith(DOWN, { queue: DOWN }), { body })).toMatchObject({ statusCode: 200 });
    const applicationId = event.applicationId ?? expect.anything();
    expect(notStored()).toMatchObject([{ item: { callId: 'c-down', applicationId } }]);
    expect(log.text()).not.toContain('callback not kept');
  });
});

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

/** A member that is large the first time. */
const oneLarge = (name: string, text: string) => (index: number) =>
  `"${index === 0 ? name : index}":"${index === 0 ? text : 'x'.repeat(10)}"`;

describe.each([130_000, MAX_BODY_BYTES])('an event of a call, of %i bytes', (bytes) => {
  it.each<[string, (index: number) => string]>([
    ['one text', oneLarge('extra', 'x'.repeat(900_000))],
    ['a text of control characters', oneLarge('extra', '\\u0001'.repeat(100_000))],
    ['a tag', oneLarge('tag', 'x'.repeat(900_000))],
    ['the caller', oneLarge('from', `sip:${'x'.repeat(900_000)}`)],
    ['many small fields', (index) => `"f${index}":1`],
    ['fields with names like numbers', (index) => `"${index}":1`],
    ['fields of 1 KB', (index) => `"f${index}":"${'漢'.repeat(340)}"`],
    ['deep lists', (index) => `"f${index}":${'['.repeat(400_000)}${']'.repeat(400_000)}`],
    ['a long list', (index) => `"f${index}":[${'[],'.repeat(250_000)}1]`],
  ])('%s: decided, stored, cut, and queue and log would take it', async (name, member) => {
    const callId = `c-large-${bytes}-${name}`;
    const body = eventOf(callId, bytes, member);
    expect(Buffer.byteLength(body)).toBe(bytes);
    const small = await send(deploymentWith(UP), { body: documented('refer-target-404') });
    const base64 = { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
    for (const sent of [{ body }, base64])
      expect(await send(deploymentWith(table.store), sent)).toEqual(small);

    const [item, ...others] = await table.itemsOf(callId);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ callId, outcome: 'unreachable', notifySipResponseCode: 404, attempt: 1 });
    log.clear();
    await send(deploymentWith(DOWN, { queue: DOWN }), { body });
    expect(Buffer.byteLength(log.text().split('\n')[0] ?? '')).toBeLessThan(256 * 1024);
    const [{ item: logged } = {}] = notStored() as { item?: Parameters<typeof toMessage>[0] }[];
    expect(toMessage(logged as Parameters<typeof toMessage>[0]).length).toBeLessThanOrEqual(
      MAX_ITEM_CHARACTERS,
    );
    expect(logged?.cut).toEqual(item?.cut);
  });
});

describe('a name that a stranger made up is under no name of ours', () => {
  const odd = ['x"y', '\\', 'a b', 'ü', 'x'.repeat(65), '<Hangup/>', '\u0000'];

  it.each(odd)('the route %j of a URL, also where nothing is decided', async (route) => {
    const callId = `c-route-${odd.indexOf(route)}`;
    const body = documented('transfer-busy', { callId, eventType: 'transferDisconnect' });
    const query = new URLSearchParams({ route }).toString();
    await send(deploymentWith(table.store), { name: 'transfer-disconnect', query, body });
    expect(await table.itemsOf(callId)).toEqual([expect.not.objectContaining({ route: expect.anything() })]);
    expect(log.lines()).toEqual([expect.not.objectContaining({ route: expect.anything() })]);
  });

  it.each([...odd, 7, true, ['transferDisconnect']])('the type %j of an event', async (eventType) => {
    const callId = `c-type-${JSON.stringify(eventType)}`;
    await send(deploymentWith(table.store), { body: documented('refer-target-404', { callId, eventType }) });
    const [item] = await table.itemsOf(callId);
    expect(item).toMatchObject({ outcome: 'rejected', 'event.eventType': eventType });
    expect(item).not.toHaveProperty('eventType');
    expect(item?.eventKey).toMatch(/^[\d-]{10}T[\d:.]{12}Z#unknown#rejected#[0-9a-f]{32}$/);
  });

  it('a well-formed type that is not known stays', async () => {
    const body = documented('refer-target-404', { callId: 'c-new-type', eventType: 'brandNew' });
    await send(deploymentWith(table.store), { body });
    expect(await table.itemsOf('c-new-type')).toMatchObject([{ eventType: 'brandNew' }]);
  });
});

it('a rejected event of 1 MB is kept with its call, cut', async () => {
  const body = eventOf('c-large-rejected', MAX_BODY_BYTES, (index) => `"f${index}":1`);
  await send(deploymentWith(table.store), { name: 'disconnect', body });
  expect(await table.itemsOf('c-large-rejected')).toMatchObject([
    { outcome: 'rejected', from: expect.any(String), cut: expect.any(Array) },
  ]);
});
