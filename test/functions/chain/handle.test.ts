import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';
import {
  DOWN,
  deploymentWith,
  documented,
  NOW,
  queryOf,
  SAFE,
  send,
  sha256,
  TOKEN,
  UP,
} from '../../support/requests.ts';

const { table, handled } = handledCallbacks();
const log = captureLog();

describe.each([
  ['refer-complete', 'refer-success', 'connected'],
  ['refer-complete', 'refer-rejected-405', 'refused'],
  ['refer-complete', 'refer-target-404', 'unreachable'],
  ['refer-complete', 'refer-notify-timeout', 'unconfirmed'],
  ['transfer-complete', 'transfer-hangup', 'completed'],
  ['transfer-complete', 'transfer-hangup-enqueued', 'completed'],
  ['transfer-complete', 'transfer-busy', 'busy'],
] as const)('%s with the documented event %s', (name, fixture, outcome) => {
  it.each<[string, (event: object) => object]>([
    ['POST', (body) => ({ body })],
    ['base64', (body) => ({ body: btoa(JSON.stringify(body)), isBase64Encoded: true })],
    ['byte-order-mark', (body) => ({ body: `\ufeff${JSON.stringify(body)}` })],
    ['GET', (body) => ({ method: 'GET', query: queryOf(body) })],
  ])('%s: 200, the same BXML, and the outcome in the table', async (way, sent) => {
    const callId = `c-${fixture}-${way}`;
    const event = documented(fixture, { callId });
    const answered = await send(deploymentWith(table.store), { name, ...sent(event) });
    expect(answered).toEqual({ ...SAFE, body: answered.body });
    expect(XMLValidator.validate(answered.body ?? '')).toBe(true);
    const { callUrl, ...fields } = event;
    expect(await table.itemsOf(callId)).toEqual([
      expect.objectContaining({
        ...fields,
        ...(callUrl !== '' && { callUrl }),
        eventKey: `${event.eventTime}#${event.eventType}`,
        outcome,
        attempt: 1,
        receivedAt: NOW,
        expiresAt: Date.parse(NOW) / 1000 + 90 * 86_400,
      }),
    ]);
    expect(log.lines()).toMatchObject([
      { level: 'INFO', message: 'callback answered', callback: name, outcome, recorded: 'stored' },
    ]);
    expect(await send(deploymentWith(UP), { name, body: event })).toEqual(answered);
  });
});

describe('the state in the URL', () => {
  const state = 'route=support&destination=sip%3Aalice%40desk.example.com&attempt=3&retries=2';

  it.each(['POST', 'GET'])('%s: our parameters are read, and are no fields of the event', async (method) => {
    const event = documented('refer-target-404', { callId: `c-state-${method}` });
    const sent = method === 'GET' ? { query: `${state}&${queryOf(event)}` } : { query: state, body: event };
    const { body } = await send(deploymentWith(table.store), { method, ...sent });
    expect(body).toContain('bob@desk.example.com');
    const [item = {}] = await table.itemsOf(`c-state-${method}`);
    expect(item).toMatchObject({
      route: 'support',
      destination: 'sip:alice@desk.example.com',
      attempt: 3,
      retries: 2,
      step: 'next',
      nextDestination: 'sip:bob@desk.example.com',
    });
    expect(Object.keys(item).filter((name) => name.startsWith('event.'))).toEqual([]);
  });

  it('of a repeated parameter the first counts, ours and theirs', async () => {
    const event = queryOf(documented('refer-target-404', { callId: 'c-repeated' }));
    const query = `attempt=2&attempt=9&${event}&callId=c-second&from=sip:second@example.com&eventType=answer`;
    await send(deploymentWith(table.store), { method: 'GET', query });
    expect(await table.itemsOf('c-second')).toEqual([]);
    expect(await table.itemsOf('c-repeated')).toMatchObject([
      { attempt: 2, from: 'sip:bob@customer.example.com', eventType: 'referComplete' },
    ]);
  });

  it.each([
    ['negative', 'attempt=-4&retries=-1'],
    ['huge', `attempt=${'9'.repeat(400)}&retries=1e309`],
    ['not a number', 'attempt=NaN&retries=Infinity'],
    ['empty', 'attempt=&retries=&route=&destination='],
    ['hostile', 'destination=%22%2F%3E%3CHangup%2F%3E&route=__proto__&attempt=%00'],
  ])('%s: still 200 and an item with a whole number of attempts', async (_what, query) => {
    const { statusCode, answer, item } = await handled({ query, body: documented('refer-target-404') });
    expect(statusCode).toBe(200);
    expect(XMLValidator.validate(answer)).toBe(true);
    expect(Number.isSafeInteger(item.attempt) && Number(item.attempt) >= 1).toBe(true);
  });
});

describe('the same callback again', () => {
  const CASES = [
    ['refer-complete', 'refer-target-404'],
    ['refer-complete', 'refer-success'],
    ['transfer-complete', 'transfer-busy'],
  ] as const;

  it.each(CASES)('%s %s, later: the same bytes, and the first item unchanged', async (name, fixture) => {
    const callId = `c-twice-${fixture}`;
    const sent = { name, query: 'attempt=2', body: documented(fixture, { callId }) };
    const first = await send(deploymentWith(table.store), sent);
    const [item] = await table.attributesOf(callId);
    const later = deploymentWith(table.store, { nowEpochMilliseconds: () => Date.parse('2027-01-01') });
    expect(await send(later, sent)).toEqual(first);
    expect(await table.attributesOf(callId)).toEqual([item]);
    expect(log.lines().map(({ recorded }) => recorded)).toEqual(['stored', 'duplicate']);
    expect(await send(deploymentWith(DOWN), sent)).toEqual(first);
  });

  it.each(CASES)(
    '%s %s, 20 times at once: the same bytes, one item, 19 duplicates',
    async (name, fixture) => {
      const sent = { name, body: documented(fixture, { callId: `c-at-once-${fixture}` }) };
      const deployment = deploymentWith(table.store);
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(deployment, sent)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await table.itemsOf(`c-at-once-${fixture}`)).toHaveLength(1);
      expect(log.lines().filter(({ recorded }) => recorded === 'duplicate')).toHaveLength(19);
    },
  );

  it.each([
    ['a later event', ['2026-04-30T13:20:39.810Z', '2026-04-30T13:20:39.811Z'], 2],
    ['the same moment written otherwise', ['2026-04-30T13:20:39.810Z', '2026-04-30T15:20:39.810+02:00'], 1],
  ])('%s of the same call', async (callId, times, items) => {
    for (const eventTime of times) {
      const body = documented('refer-target-404', { callId, eventTime });
      await send(deploymentWith(table.store), { body });
    }
    expect(await table.itemsOf(callId)).toHaveLength(items);
  });

  it.each(CASES)('%s %s: hand-offs that end in one millisecond are an item each', async (name, fixture) => {
    const body = documented(fixture, { callId: `c-same-millisecond-${fixture}` });
    for (const attempt of [1, 2, 3, 1, 2, 3])
      await send(deploymentWith(table.store), { name, body, query: `attempt=${attempt}` });
    const items = await table.itemsOf(`c-same-millisecond-${fixture}`);
    expect(items.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });
});

describe('with another deployment', () => {
  const event = documented('transfer-busy', { callId: 'c-fallback' });
  const query = 'route=support&destination=sip%3Aalice%40desk.example.com';
  const sent = { name: 'transfer-complete', query, body: event } as const;
  const fallbackBaseUrl = 'https://second.example.com/base';

  it('the answer leads there by the token of the request, and neither log nor table has it', async () => {
    const { answer, item } = await handled({ ...sent, body: event }, { fallbackBaseUrl });
    const state = 'route=support&amp;destination=sip%3Abob%40desk.example.com&amp;attempt=2';
    expect(answer).toContain(
      `transferCompleteFallbackUrl="${fallbackBaseUrl}/${TOKEN}/transfer-complete?${state}"`,
    );
    expect(answer).toContain(`transferCompleteUrl="transfer-complete?${state}"`);
    for (const kept of [item, log.lines()]) expect(JSON.stringify(kept)).not.toContain(TOKEN);
  });

  it('a token is written into the URL as it must be, whatever it has in it', async () => {
    const token = 'a/b"<c>?&%';
    const { body } = await send(deploymentWith(UP, { fallbackBaseUrl, tokenHashes: [sha256(token)] }), {
      ...sent,
      token,
    });
    expect(body).toContain(`Url="${fallbackBaseUrl}/a%2Fb%22%3Cc%3E%3F%26%25/transfer-complete?`);
  });

  it('without one nothing is absolute', async () => {
    expect((await send(deploymentWith(UP), sent)).body).not.toMatch(/Fallback|https/);
  });
});
