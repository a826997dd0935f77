import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { dynamoDbStore, type OutcomeStore } from '../../../functions/outcomes/store.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { answering, type Handling, hasIpv6, serve, serveIpv6 } from './http-server.ts';
import { NO_ANSWERS } from './no-answers.ts';

const THROTTLED = answering(400, '{"__type":"x#ThrottlingException","message":"slow down"}');
const STORED = answering(200, '{}');
const DUPLICATE = answering(400, '{"__type":"x#ConditionalCheckFailedException","message":"no"}');

afterEach(() => vi.unstubAllEnvs());

const RECEIVED_AT = '2026-11-21T22:00:00.000Z';
const ITEM = itemOf('c-1', { receivedAt: RECEIVED_AT });

/** DynamoDB stored the item, and nobody heard of it. */
const LOST_ANSWERS: readonly Handling[] = [
  (response) => response.destroy(),
  answering(500, '{"__type":"x#InternalServerError","message":"sorry"}'),
  answering(200, '<html>'),
];

/** The condition failed, and the item that is there was received then. */
const foundThere = (receivedAt: string | undefined): Handling =>
  answering(
    400,
    JSON.stringify({
      __type: 'x#ConditionalCheckFailedException',
      message: 'no',
      Item: { callId: { S: 'c-1' }, ...(receivedAt && { receivedAt: { S: receivedAt } }) },
    }),
  );

it('waits less for an answer where a read has taken a part of the time', async () => {
  const store = await storeWith({}, ...Array<Handling>(8).fill(() => undefined));
  const ended: string[] = [];
  const end = (name: string) => () => void ended.push(name);
  await Promise.all([
    store.put(ITEM).catch(end('unread')),
    store.put(itemOf('c-2', { receivedAt: RECEIVED_AT }), 500).catch(end('after a read')),
    store.put(itemOf('c-3', { receivedAt: RECEIVED_AT }), 60_000).catch(end('after a long one')),
  ]);
  expect(ended).toEqual(['after a long one', 'after a read', 'unread']);
});

/** A store whose DynamoDB handles the requests so. */
async function storeWith(
  variables: Readonly<Record<string, string>>,
  ...handlings: readonly Handling[]
): Promise<OutcomeStore> {
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: await serve(...handlings),
    ...variables,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return dynamoDbStore('outcomes', (item, error) => reasons.push(`${item.callId}: ${error}`));
}

let reasons: unknown[] = [];

/** Puts one item into such a store; tells what is sent to it, too. */
async function put(variables: Readonly<Record<string, string>>, ...handlings: readonly Handling[]) {
  const agents: (string | undefined)[] = [];
  const bodies: Record<string, unknown>[] = [];
  const counted = handlings.map(
    (handling): Handling =>
      async (response, request) => {
        agents.push(request.headers['user-agent']?.split(/[ /]/)[0]);
        bodies.push(JSON.parse(await text(request)));
        return handling(response, request);
      },
  );
  reasons = [];
  const store = await storeWith(variables, ...counted);
  const recorded = await store.put(ITEM).catch(String);
  return { recorded, agents, bodies, reasons };
}

const OURS = 'bandwidth-call-recovery';
const CLIENT = 'aws-sdk-js';

describe('a store in DynamoDB', () => {
  it('stores with one request, and without the client', async () => {
    expect(await put({}, STORED)).toMatchObject({ recorded: 'stored', agents: [OURS], reasons: [] });
  });

  it('has the client try again, and says why', async () => {
    expect(await put({}, THROTTLED, STORED)).toMatchObject({
      recorded: 'stored',
      agents: [OURS, CLIENT],
      reasons: ['c-1: ThrottlingException: DynamoDB answered 400: slow down'],
    });
  });

  it.each<[string, string | undefined, 'stored' | 'duplicate']>([
    ['the item of this callback', RECEIVED_AT, 'stored'],
    ['that of an earlier one', '2026-11-21T21:59:59.999Z', 'duplicate'],
    ['that of a later one', '2026-11-21T22:00:00.001Z', 'duplicate'],
    ['one that does not say', undefined, 'duplicate'],
  ])('whose first answer was lost finds %s', async (_which, receivedAt, expected) => {
    for (const lost of LOST_ANSWERS) {
      const { recorded, bodies } = await put({}, lost, foundThere(receivedAt));
      expect(recorded).toBe(expected);
      expect(bodies.map(({ ReturnValuesOnConditionCheckFailure: asked }) => asked)).toEqual([
        undefined,
        'ALL_OLD',
      ]);
    }
  });

  it('asks for no more than the condition where the first try is answered', async () => {
    const { recorded, bodies } = await put({}, DUPLICATE);
    expect(recorded).toBe('duplicate');
    expect(Object.keys(bodies[0] ?? {})).toEqual(['TableName', 'Item', 'ConditionExpression']);
    expect(bodies).toHaveLength(1);
  });

  it.each([
    [RECEIVED_AT, 'stored'],
    ['2026-11-21T21:00:00.000Z', 'duplicate'],
  ])(
    'whose kept connection broke as it was read, and the item there is of %s',
    async (receivedAt, recorded) => {
      const store = await storeWith(
        {},
        STORED,
        (response) => response.destroy(),
        DUPLICATE,
        foundThere(receivedAt),
      );
      await store.put(ITEM);
      expect(await store.put(ITEM)).toBe(recorded);
    },
  );

  it('throws what the client says, after one more try', async () => {
    const { recorded, agents } = await put({}, THROTTLED);
    expect(recorded).toContain('ThrottlingException: slow down');
    expect(agents).toEqual([OURS, CLIENT]);
  });

  it.each(NO_ANSWERS)('has not stored what was answered 200 with %j', async (body) => {
    const { recorded, agents } = await put({}, answering(200, body));
    expect(recorded).toContain('Error');
    expect(agents).toEqual([OURS, CLIENT]);
    expect(await put({}, answering(200, body), STORED)).toMatchObject({ recorded: 'stored' });
    expect(await put({}, answering(200, body), DUPLICATE)).toMatchObject({ recorded: 'duplicate' });
  });

  it('stores by whichever try gets DynamoDB’s answer', async () => {
    const withUnits = answering(200, '{"ConsumedCapacity":{"TableName":"outcomes","CapacityUnits":1}}');
    expect(await put({}, withUnits)).toMatchObject({ recorded: 'stored', agents: [OURS] });
    expect(await put({}, THROTTLED, withUnits)).toMatchObject({ recorded: 'stored', agents: [OURS, CLIENT] });
  });

  it.each(['', '/', '/prefix', '/prefix/', '/a b/ü%20c', '/a//b', '//', '/p?query#fragment'])(
    'sends both tries to the same path of an endpoint that ends in "%s"',
    async (path) => {
      const seen: (string | undefined)[] = [];
      const handling: Handling = (response, { url, headers }) => {
        seen.push(`${headers.host} ${url}`);
        return THROTTLED(response, undefined as never);
      };
      const endpoint = `${(await serve(handling)).replace('127.0.0.1', 'LOCALHOST')}${path}`;
      await put({ AWS_ENDPOINT_URL_DYNAMODB: endpoint });
      expect(seen).toHaveLength(2);
      expect(new Set(seen).size).toBe(1);
    },
  );

  it.runIf(hasIpv6).each(['', '/'])('stores with one request at an IPv6 address with "%s"', async (path) => {
    const seen: (string | undefined)[] = [];
    const url = await serveIpv6((response, request) => {
      seen.push(request.headers['user-agent'], request.headers.host);
      return STORED(response, request);
    });
    const variables = { AWS_ENDPOINT_URL_DYNAMODB: `${url}${path}` };
    expect(await put(variables)).toMatchObject({ recorded: 'stored', reasons: [] });
    expect(seen).toEqual([OURS, new URL(url).host]);
  });

  it('leaves both tries to the client where the keys are those of a profile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'credentials');
    writeFileSync(file, '[me]\naws_access_key_id = key\naws_secret_access_key = secret\n');
    const profile = {
      AWS_PROFILE: 'me',
      AWS_SHARED_CREDENTIALS_FILE: file,
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    };
    expect(await put(profile, THROTTLED, foundThere(RECEIVED_AT))).toMatchObject({
      recorded: 'stored',
      agents: [CLIENT, CLIENT],
      bodies: [{}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }],
      reasons: ['c-1: ThrottlingException: slow down'],
    });
  });
});
