import { describe, expect, it } from 'vitest';
import { parseTokenHashes } from '../../../functions/chain/authenticate.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import {
  DOWN,
  deploymentWith,
  documented,
  type SentRequest,
  send,
  sendTo,
  sha256,
  TOKEN,
} from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

/** A request for each row of the HTTP table. */
const REQUESTS: [string, SentRequest][] = [
  ['a valid callback', { body: documented('refer-target-404', { callId: 'c-valid' }) }],
  ['the other callback', { name: 'transfer-complete', body: documented('transfer-busy') }],
  ['a GET callback', { method: 'GET', query: 'callId=c-get&eventType=referComplete' }],
  ['another event type', { body: { callId: 'c-other', eventType: 'transferComplete' } }],
  ['a missing field', { body: documented('refer-success', { referCallStatus: null, callId: 'c-missing' }) }],
  ['not JSON', { body: 'no JSON' }],
  ['no body', {}],
  ['too large', { body: 'x'.repeat(2_000_000) }],
  ['a wrong method', { method: 'DELETE' }],
];

const NOT_FOUND = { statusCode: 404, headers: {}, body: '' };

describe.each([
  ['no token', undefined],
  ['an empty token', ''],
  ['a wrong token', 'wrong'],
  ['the token in other case', TOKEN.toLowerCase()],
  ['the beginning of the token', TOKEN.slice(0, -1)],
  ['the token and more', `${TOKEN}x`],
  ['the hash in place of the token', sha256(TOKEN).toString('hex')],
  ['a token of 100 KB', 'x'.repeat(100_000)],
  ['a token of lone surrogates', '\ud800\udfff\udc00'],
])('with %s', (_which, token) => {
  it.each(REQUESTS)('%s: 404 without a byte of difference, and nothing is stored', async (_what, sent) => {
    const put = () => Promise.reject(new Error('nothing is stored'));
    expect(await send(deploymentWith({ put }), { ...sent, token })).toEqual(NOT_FOUND);
    const reason = 'no token, or a wrong one';
    const line = { level: 'WARN', message: 'callback refused', fault: 'unauthenticated', reason };
    expect(log.lines()).toMatchObject([line]);
  });
});

it.each([
  ['old token', ['old token', 'new token'], 200],
  ['new token', ['old token', 'new token'], 200],
  ['third token', ['old token', 'new token'], 404],
  ['third token', [], 404],
])('the %s, where those let in are %j: %i', async (token, letIn, statusCode) => {
  const deployment = deploymentWith(table.store, { tokenHashes: letIn.map(sha256) });
  const body = documented('refer-success', { callId: `c-${token}` });
  expect(await send(deployment, { token, body })).toMatchObject({ statusCode });
  expect(await table.itemsOf(`c-${token}`)).toHaveLength(statusCode === 200 ? 1 : 0);
});

describe('the token', () => {
  /** As it could stand in a text, and its hash: that must not come out either. */
  const SECRETS = [
    TOKEN,
    encodeURIComponent(TOKEN),
    sha256(TOKEN).toString('hex'),
    sha256(TOKEN).toString('base64'),
  ];
  const SENT: typeof REQUESTS = [
    ...REQUESTS,
    ['a token and more', { token: `${TOKEN}?`, body: documented('refer-success') }],
  ];

  it.each(SENT)('of %s is in no log line, no answer and no item', async (_what, sent) => {
    const answers = [
      await send(deploymentWith(table.store), sent),
      await send(deploymentWith(DOWN), sent),
      await sendTo({ ...referComplete, decide: () => null as never }, deploymentWith(DOWN), sent),
    ];
    const seen = log.text() + JSON.stringify([answers, await table.allItems()]);
    expect(log.lines().length).toBeGreaterThanOrEqual(3);
    for (const secret of SECRETS) expect(seen).not.toContain(secret);
  });

  it('is not written in the answer, which points back by a relative URL', async () => {
    const { body } = await send(deploymentWith(table.store), { body: documented('refer-target-404') });
    expect(body).toMatch(/referCompleteUrl="refer-complete\?/);
    expect(body).not.toMatch(/https?:/);
  });
});

describe('the list of token hashes', () => {
  const hex = (token: string): string => sha256(token).toString('hex');

  it('holds hashes, with blanks around them', () => {
    expect(parseTokenHashes(hex('first'))).toEqual([sha256('first')]);
    expect(parseTokenHashes(` ${hex('first')} ,${hex('second')}\n`)).toEqual(['first', 'second'].map(sha256));
  });

  it.each([
    ['empty', ''],
    ['a token', TOKEN],
    ['upper case', hex('first').toUpperCase()],
    ['too short', hex('first').slice(1)],
    ['too long', `${hex('first')}0`],
    ['an empty entry', `${hex('first')},`],
    ['another separator', `${hex('first')};${hex('second')}`],
  ])('%s is an error that does not repeat it', (_what, list) => {
    expect(() => parseTokenHashes(list)).toThrow(
      /^callback token hashes must be SHA-256 in lower-case hex, separated by commas$/,
    );
  });
});
