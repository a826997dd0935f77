import { afterEach, describe, expect, it, vi } from 'vitest';
import { dynamoDbStore } from '../../../functions/outcomes/store.ts';
import { answering, type Handling, serve } from './http-server.ts';
import { NO_ANSWERS } from './no-answers.ts';

const FOUND = answering(200, '{"Item":{"callId":{"S":"c-1"}}}');
const ABSENT = answering(200, '{}');
const THROTTLED = answering(400, '{"__type":"x#ThrottlingException","message":"slow down"}');
const FORBIDDEN = answering(400, '{"__type":"x#AccessDeniedException","message":"not allowed"}');

afterEach(() => vi.unstubAllEnvs());

/** Asks a store, whose DynamoDB is at a path and handles the requests so, for one item; tells what is sent to it, too. */
async function has(path: string, ...handlings: readonly Handling[]) {
  const targets: string[] = [];
  const counted = handlings.map(
    (handling): Handling =>
      (response, request) => {
        const { 'user-agent': agent = '', 'x-amz-target': target = '' } = request.headers;
        targets.push(`${agent.split(/[ /]/)[0]} ${String(target).split('.').at(-1)}`);
        return handling(response, request);
      },
  );
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: `${await serve(...counted)}${path}`,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const found = await dynamoDbStore('outcomes')
    .has?.({ callId: 'c-1', eventKey: 'accepted#0123abcd' })
    .catch(String);
  return { found, targets };
}

const OURS = 'bandwidth-call-recovery GetItem';
const CLIENT = 'aws-sdk-js GetItem';

/** A path, which our signed request does not know how to sign. */
const ONLY_FOR_THE_CLIENT = '/path';

describe('a store in DynamoDB that is asked for an item', () => {
  it.each([
    [FOUND, true],
    [ABSENT, false],
  ])('reads once, and without the client', async (handling, found) => {
    expect(await has('', handling)).toEqual({ found, targets: [OURS] });
  });

  it('reads once more where the first try fails', async () => {
    expect(await has('', THROTTLED, FOUND)).toEqual({ found: true, targets: [OURS, OURS] });
    expect(await has('', (response) => response.destroy(), FOUND)).toMatchObject({ found: true });
  });

  it('throws what DynamoDB says, after two tries', async () => {
    expect(await has('', FORBIDDEN)).toEqual({
      found: 'AccessDeniedException: DynamoDB answered 400: not allowed',
      targets: [OURS, OURS],
    });
  });

  it('gives up where nothing is answered', async () => {
    const { found } = await has('', () => undefined);
    expect(found).toMatch(/Error/);
  });

  it.each(NO_ANSWERS)('does not take %j for an answer', async (body) => {
    expect((await has('', answering(200, body))).found).toMatch(/Error|UnreadableAnswer/);
    expect((await has(ONLY_FOR_THE_CLIENT, answering(200, body))).found).toMatch(/Error|UnreadableAnswer/);
  });

  it('asks by the client where that alone finds the way', async () => {
    expect(await has(ONLY_FOR_THE_CLIENT, FOUND)).toEqual({ found: true, targets: [CLIENT] });
    expect(await has(ONLY_FOR_THE_CLIENT, ABSENT)).toEqual({ found: false, targets: [CLIENT] });
  });
});
