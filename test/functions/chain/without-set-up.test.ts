import { writeFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import type { Callback, CallEvent } from '../../../functions/chain/contract.ts';
import { deployedHandler } from '../../../functions/chain/deployment.ts';
import { disconnect } from '../../../functions/disconnect/callback.ts';
import { MAX_ITEM_CHARACTERS } from '../../../functions/outcomes/fitted-item.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { outcomesOf } from '../../bin/outcomes/captured-terminal.ts';
import { captureLog } from '../../support/captured-log.ts';
import { keepListeners } from '../../support/kept-listeners.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import {
  documented,
  gatewayEvent,
  POLICY,
  POLICY_HASH,
  SAFE,
  SAFE_ANSWER,
  type SentRequest,
  sha256,
  TOKEN,
} from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();
keepListeners();
const bundled = { policy: POLICY, policyHash: POLICY_HASH, safeAnswer: SAFE_ANSWER };
const NOTHING = { statusCode: 200, headers: {}, body: '' };

const GOOD = {
  OUTCOMES_TABLE: 'outcomes',
  CALLBACK_TOKEN_SHA256: sha256(TOKEN).toString('hex'),
  OUTCOME_TTL_DAYS: '30',
};
/** The function can check tokens, and work for nobody. */
const BROKEN: readonly (readonly [string, string | undefined, string])[] = [
  ['OUTCOMES_TABLE', undefined, 'environment variable OUTCOMES_TABLE is not set'],
  ['STORE_TIMEOUT_MS', 'abc', 'environment variable STORE_TIMEOUT_MS must be a number above 0'],
  ['QUEUE_TIMEOUT_MS', '0', 'environment variable QUEUE_TIMEOUT_MS must be a number above 0'],
  ['LOG_SAMPLE', 'all', 'environment variable LOG_SAMPLE must be a number above 0'],
  ['OUTCOME_TTL_DAYS', 'ninety', 'environment variable OUTCOME_TTL_DAYS must be'],
];

beforeEach(() => {
  const unset = BROKEN.map(([name]) => [name, undefined] as const);
  for (const [name, value] of [...unset, ...Object.entries(GOOD)]) vi.stubEnv(name, value);
});

/** Sends a request to a function that is set up in this environment. */
async function answered(sent: SentRequest, environment: Readonly<Record<string, string | undefined>>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const callback = sent.name === 'disconnect' ? disconnect : referComplete;
  const handler = await deployedHandler(callback as unknown as Callback<CallEvent>, bundled);
  return await handler(gatewayEvent(sent) as never, { getRemainingTimeInMillis: () => 10_000 } as never);
}

describe.each(BROKEN)('a function with %s=%s', (name, value, reason) => {
  it('answers safely, says why, and writes what came to the log, where backfill finds it', async () => {
    const callId = `c-${name}`;
    const body = documented('refer-target-404', { callId, notes: '"x" \n {"message":"outcome not stored"}' });
    expect(await answered({ body }, { [name]: value })).toEqual(SAFE);
    const error = expect.objectContaining({ message: expect.stringContaining(reason) });
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'callback got the safe answer',
        callback: 'refer-complete',
        callId,
        SafetyNetAnswers: 1,
        Defects: 1,
        error,
      }),
      expect.objectContaining({ message: 'outcome not stored', errors: [error, expect.anything()] }),
    ]);
    expect(log.text()).not.toContain(TOKEN);

    await using folder = await mkdtempDisposable(join(tmpdir(), 'without-set-up-'));
    const file = join(folder.path, 'function.log');
    writeFileSync(file, log.text());
    const { out, exitCode } = await outcomesOf(table)('backfill', file);
    expect({ out, exitCode }).toMatchObject({
      out: expect.stringMatching(/^1 stored, 0 already there/),
      exitCode: 0,
    });
    const days = name === 'OUTCOME_TTL_DAYS' ? 90 : 30;
    const [item = {}, ...others] = await table.itemsOf(callId);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ ...body, outcome: 'rejected', reasons: [expect.stringContaining(reason)] });
    expect(Number(item.expiresAt) - Date.parse(String(item.receivedAt)) / 1000).toBeCloseTo(
      days * 86_400,
      -1,
    );
  });

  it.each<[string, SentRequest, object, string | undefined]>([
    [
      'a stranger',
      { token: 'wrong', body: { callId: 'c-1', secret: 'SECRET' } },
      { statusCode: 404 },
      undefined,
    ],
    [
      'one without a token',
      { token: undefined, body: { callId: 'c-1', secret: 'SECRET' } },
      { statusCode: 404 },
      undefined,
    ],
    [
      'an event that nobody waits for',
      { name: 'disconnect', body: documented('refer-success', { eventType: 'disconnect', callId: 'c-d' }) },
      NOTHING,
      'c-d',
    ],
    [
      'one at the wrong URL',
      { body: documented('refer-success', { eventType: 'disconnect', callId: 'c-w' }) },
      NOTHING,
      'c-w',
    ],
    [
      'a live call at the URL of another',
      { name: 'disconnect', body: documented('refer-success', { callId: 'c-l' }) },
      SAFE,
      'c-l',
    ],
    ['no event', { body: 'no JSON' }, { statusCode: 400 }, expect.stringMatching(/^rejected#/)],
    [
      'a probe',
      { method: 'GET', query: 'probe=1' },
      { statusCode: 400 },
      expect.stringMatching(/^rejected#/),
    ],
  ])(
    '%s is answered as ever, and kept in the log if its token is right',
    async (_who, sent, answer, callId) => {
      expect(await answered(sent, { [name]: value })).toMatchObject(answer);
      const kept = log.lines().filter(({ message }) => message === 'outcome not stored');
      expect(kept).toMatchObject(callId ? [{ item: { callId } }] : []);
      expect(log.text()).not.toContain('SECRET');
    },
  );
});

it('writes no more of a callback than an item holds', async () => {
  const body = documented('refer-target-404', { callId: 'c-large', notes: 'é'.repeat(400_000) });
  expect(await answered({ body }, { STORE_TIMEOUT_MS: 'abc' })).toEqual(SAFE);
  const line = log.lines().at(-1) as { item: { callId: string } };
  expect(line.item.callId).toBe('c-large');
  expect(JSON.stringify(line.item).length).toBeLessThan(MAX_ITEM_CHARACTERS);
});

describe.each([
  ['missing', undefined],
  ['blank', ' '],
  ['a token', TOKEN],
])('a function whose hashes are %s', (_how, CALLBACK_TOKEN_SHA256) => {
  it.each<[string, CallbackName, string | object, object]>([
    ['a live call', 'refer-complete', documented('refer-target-404', { secret: 'SECRET' }), SAFE],
    [
      'a live call at the wrong URL',
      'disconnect',
      documented('refer-target-404', { secret: 'SECRET' }),
      SAFE,
    ],
    [
      'the end of a call',
      'refer-complete',
      { callId: 'c-1', eventType: 'disconnect', secret: 'SECRET' },
      NOTHING,
    ],
    ['what nobody can read', 'disconnect', 'SECRET', SAFE],
  ])(
    'answers %s safely, and logs nothing of what anybody may have sent',
    async (_who, name, body, answer) => {
      expect(await answered({ name, body }, { CALLBACK_TOKEN_SHA256 })).toEqual(answer);
      const isHeard = answer === SAFE;
      expect(log.lines()).toMatchObject([
        {
          level: 'ERROR',
          message: isHeard ? 'callback got the safe answer' : 'callback not handled',
          callback: name,
          Defects: 1,
          error: { message: expect.stringMatching(/CALLBACK_TOKEN_SHA256 is not set|must be SHA-256/) },
        },
      ]);
      expect(log.lines().some((line) => 'SafetyNetAnswers' in line)).toBe(isHeard);
      expect(log.text()).not.toMatch(new RegExp(`SECRET|${TOKEN}`));
    },
  );
});
