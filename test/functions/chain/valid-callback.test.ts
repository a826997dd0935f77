import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, NOW, type SentRequest, send } from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

const sendTo = (sent: SentRequest) => send(deploymentWith(table.store), sent);

const queryOf = (fields: object): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();

const FIXTURES = [
  ['refer-complete', 'refer-success', 'connected'],
  ['refer-complete', 'refer-rejected-405', 'refused'],
  ['refer-complete', 'refer-target-404', 'unreachable'],
  ['refer-complete', 'refer-notify-timeout', 'unconfirmed'],
  ['transfer-complete', 'transfer-hangup', 'completed'],
  ['transfer-complete', 'transfer-hangup-enqueued', 'completed'],
  ['transfer-complete', 'transfer-busy', 'busy'],
] as const;

describe.each(FIXTURES)('%s with the documented event %s', (name, fixture, outcome) => {
  const callIdOf = (way: string) => `c-${fixture}-${way}`;
  const ways: Record<string, (event: Record<string, unknown>) => SentRequest> = {
    POST: (event) => ({ body: event }),
    'base64 POST': (event) => ({
      body: Buffer.from(JSON.stringify(event)).toString('base64'),
      isBase64Encoded: true,
    }),
    'POST with a byte order mark': (event) => ({ body: `\ufeff${JSON.stringify(event)}` }),
    GET: (event) => ({ method: 'GET', query: queryOf(event) }),
  };

  it.each(Object.keys(ways))('%s: 200, BXML, and the outcome in the table', async (way) => {
    const event = documented(fixture, { callId: callIdOf(way) });
    const sent = (ways[way] as (event: object) => SentRequest)(event);
    const { statusCode, headers, body = '' } = await sendTo({ name, ...sent });
    expect({ statusCode, headers }).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    });
    expect(XMLValidator.validate(body)).toBe(true);
    const { callUrl, ...fields } = event;
    expect(await table.itemsOf(callIdOf(way))).toEqual([
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
  });

  it('every way of sending it gets the same bytes', async () => {
    const event = documented(fixture, { callId: callIdOf('same') });
    const bodies = [];
    for (const way of Object.values(ways)) bodies.push((await sendTo({ name, ...way(event) })).body);
    expect(new Set(bodies).size).toBe(1);
    expect(await table.itemsOf(callIdOf('same'))).toHaveLength(1);
  });
});

describe('the state in the URL', () => {
  const state = 'route=support&destination=sip%3Aalice%40desk.example.com&attempt=3&retries=2';

  it.each(['POST', 'GET'])('%s: our parameters are read, and are no fields of the event', async (method) => {
    const event = documented('refer-target-404', { callId: `c-state-${method}` });
    const sent =
      method === 'GET'
        ? { method, query: `${state}&${queryOf(event)}` }
        : { method, query: state, body: event };
    const { body } = await sendTo(sent);
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
    const { statusCode } = await sendTo({ method: 'GET', query });
    expect(statusCode).toBe(200);
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
    ['hostile', `destination=%22%2F%3E%3CHangup%2F%3E&route=__proto__&attempt=%00`],
  ])('%s: still 200 and an item with a whole number of attempts', async (name, query) => {
    const body = documented('refer-target-404', { callId: `c-nonsense-${name}` });
    const answered = await sendTo({ query, body });
    expect(answered.statusCode).toBe(200);
    expect(XMLValidator.validate(answered.body ?? '')).toBe(true);
    const [item] = await table.itemsOf(`c-nonsense-${name}`);
    expect(Number.isSafeInteger(item?.attempt)).toBe(true);
    expect(item?.attempt).toBeGreaterThanOrEqual(1);
  });
});

describe('a GET callback whose plus sign was not escaped', () => {
  it('the numbers get their plus sign back', async () => {
    const query =
      'eventType=transferComplete&eventTime=2026-04-30T13:20:39.810Z&callId=c-plus&cause=busy&privacy=true' +
      '&from=+15551234567&to=+15553334444&transferCallerId=+15551115555&transferTo=+15556667777&answerTime=';
    await sendTo({ name: 'transfer-complete', method: 'GET', query });
    const [item = {}] = await table.itemsOf('c-plus');
    expect(item).toMatchObject({
      from: '+15551234567',
      to: '+15553334444',
      transferCallerId: '+15551115555',
      transferTo: '+15556667777',
      destination: '+15556667777',
      privacy: true,
    });
    expect(item).not.toHaveProperty('answerTime');
  });
});
