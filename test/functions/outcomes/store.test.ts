import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { dynamoDbStore } from '../../../functions/outcomes/store.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { answering, type Handling, hasIpv6, serve, serveIpv6 } from './http-server.ts';
import { NO_ANSWERS } from './no-answers.ts';

const THROTTLED = answering(400, '{"__type":"x#ThrottlingException","message":"slow down"}');
const STORED = answering(200, '{}');
const DUPLICATE = answering(400, '{"__type":"x#ConditionalCheckFailedException","message":"no"}');

afterEach(() => vi.unstubAllEnvs());

/** Puts one item into a store whose DynamoDB handles the requests so; tells what is sent to it, too. */
async function put(variables: Readonly<Record<string, string>>, ...handlings: readonly Handling[]) {
  const agents: (string | undefined)[] = [];
  const counted = handlings.map(
    (handling): Handling =>
      (response, request) => {
        agents.push(request.headers['user-agent']?.split(/[ /]/)[0]);
        return handling(response, request);
      },
  );
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: await serve(...counted),
    ...variables,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const reasons: unknown[] = [];
  const store = dynamoDbStore('outcomes', (item, error) => reasons.push(`${item.callId}: ${error}`));
  const recorded = await store.put(itemOf('c-1')).catch(String);
  return { recorded, agents, reasons };
}

const OURS = 'bandwidth-call-recovery';
const CLIENT = 'aws-sdk-js';

describe('a store in DynamoDB', () => {
  it('stores with one request, and without the client', async () => {
    expect(await put({}, STORED)).toEqual({ recorded: 'stored', agents: [OURS], reasons: [] });
  });

  it('has the client try again, and says why', async () => {
    expect(await put({}, THROTTLED, STORED)).toEqual({
      recorded: 'stored',
      agents: [OURS, CLIENT],
      reasons: ['c-1: ThrottlingException: DynamoDB answered 400: slow down'],
    });
  });

  it('finds its own item when only the answer of the first try was lost', async () => {
    const { recorded } = await put({}, (response) => response.destroy(), DUPLICATE);
    expect(recorded).toBe('duplicate');
  });

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
    expect(await put(profile, THROTTLED, STORED)).toEqual({
      recorded: 'stored',
      agents: [CLIENT, CLIENT],
      reasons: [],
    });
  });
});
