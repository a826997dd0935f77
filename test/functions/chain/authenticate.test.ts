import { describe, expect, it } from 'vitest';
import { parseTokenHashes } from '../../../functions/chain/authenticate.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, type SentRequest, send, sha256, TOKEN } from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

const NOT_FOUND = { statusCode: 404, headers: {}, body: '' };

describe('a request without a valid token', () => {
  const wrongTokens: Record<string, string | undefined> = {
    'no token': undefined,
    'an empty token': '',
    'a wrong token': 'wrong',
    'the token in other case': TOKEN.toLowerCase(),
    'the beginning of the token': TOKEN.slice(0, -1),
    'the token and more': `${TOKEN}x`,
    'the hash in place of the token': sha256(TOKEN).toString('hex'),
    'a token of 100 KB': 'x'.repeat(100_000),
    'a token of lone surrogates': '\ud800\udfff\udc00',
  };
  const requests: Record<string, Omit<SentRequest, 'token'>> = {
    'a valid callback': { body: documented('refer-success', { callId: 'c-unauthenticated' }) },
    'not JSON': { body: 'no JSON' },
    'no body': {},
    'a body that is too large': { body: 'x'.repeat(200_000) },
    'a GET callback': { method: 'GET', query: 'callId=c-unauthenticated&eventType=referComplete' },
    'a wrong method': { method: 'DELETE' },
    'the other callback': { name: 'transfer-complete', body: documented('transfer-busy') },
  };
  const cases = Object.entries(wrongTokens).flatMap(([tokenName, token]) =>
    Object.entries(requests).map(([requestName, request]) => ({ tokenName, requestName, token, request })),
  );

  it.each(cases)('$tokenName, $requestName: 404 without a byte of difference', async ({ token, request }) => {
    const answered = await send(deploymentWith(table.store), { ...request, token });
    expect(answered).toEqual(NOT_FOUND);
    expect(log.lines()).toMatchObject([
      {
        level: 'WARN',
        message: 'callback refused',
        fault: 'unauthenticated',
        reason: 'no token, or a wrong one',
      },
    ]);
  });

  it('stores nothing', async () => {
    for (const { token, request } of cases) await send(deploymentWith(table.store), { ...request, token });
    expect(await table.itemsOf('c-unauthenticated')).toEqual([]);
    const rejected = (await table.allItems()).filter(({ outcome }) => outcome === 'rejected');
    expect(rejected).toEqual([]);
  });
});

describe('a request with a valid token', () => {
  const rotation = { tokenHashes: [sha256('old token'), sha256('new token')] };

  it.each(['old token', 'new token'])('the %s is let in during a rotation', async (token) => {
    const body = documented('refer-success', { callId: `c-${token}` });
    const { statusCode } = await send(deploymentWith(table.store, rotation), { token, body });
    expect(statusCode).toBe(200);
    expect(await table.itemsOf(`c-${token}`)).toHaveLength(1);
  });

  it('a third token is not let in during a rotation', async () => {
    const answered = await send(deploymentWith(table.store, rotation), { token: 'third', body: {} });
    expect(answered).toEqual(NOT_FOUND);
  });

  it('nobody is let in without any hash', async () => {
    const answered = await send(deploymentWith(table.store, { tokenHashes: [] }), { body: {} });
    expect(answered).toEqual(NOT_FOUND);
  });
});

describe('the list of token hashes', () => {
  const [first, second] = [sha256('first'), sha256('second')];

  it('holds one hash', () => {
    expect(parseTokenHashes(first.toString('hex'))).toEqual([first]);
  });

  it('holds two hashes, blanks around them', () => {
    expect(parseTokenHashes(` ${first.toString('hex')} ,${second.toString('hex')}\n`)).toEqual([
      first,
      second,
    ]);
  });

  it.each([
    ['empty', ''],
    ['a token', TOKEN],
    ['upper case', first.toString('hex').toUpperCase()],
    ['too short', first.toString('hex').slice(1)],
    ['too long', `${first.toString('hex')}0`],
    ['an empty entry', `${first.toString('hex')},`],
    ['another separator', `${first.toString('hex')};${second.toString('hex')}`],
  ])('%s is an error that does not repeat it', (_name, list) => {
    expect(() => parseTokenHashes(list)).toThrow(
      /^callback token hashes must be SHA-256 in lower-case hex, separated by commas$/,
    );
  });
});
