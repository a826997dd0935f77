import { describe, expect, it, vi } from 'vitest';
import type { Deployment } from '../../../functions/chain/contract.ts';
import { METRICS } from '../../../functions/metrics.ts';
import { captureLog } from '../../support/captured-log.ts';
import {
  deploymentWith,
  documented,
  NOW,
  POLICY,
  type SentRequest,
  send,
  UP,
} from '../../support/requests.ts';

const log = captureLog();

/** The last line that a request leaves in the log. */
async function lastLine(sent: SentRequest, changes: Partial<Deployment> = {}) {
  await send(deploymentWith(UP, changes), sent);
  return log.lines().at(-1) as Record<string, unknown>;
}

const lineOf = (fixture: string, query = '', changes: Partial<Deployment> = {}) =>
  lastLine(
    {
      name: fixture.startsWith('refer') ? 'refer-complete' : 'transfer-complete',
      body: documented(fixture),
      query,
    },
    changes,
  );

const counted = (line: Record<string, unknown>): string[] =>
  Object.values(METRICS)
    .map(({ name }) => name)
    .filter((name) => line[name] === 1);

describe('the line of a callback', () => {
  it('names the version of a function whose deployment the canary may take back for it, and of no other', async () => {
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'transfer-complete');
    vi.stubEnv('AWS_LAMBDA_FUNCTION_VERSION', '7');
    const busy = documented('transfer-busy');
    const lineWith = (cause: string) =>
      lastLine({ name: 'transfer-complete', body: { ...busy, cause } }) as Promise<Record<string, unknown>>;
    expect(await lineWith('callback-error')).toMatchObject({
      outcome: 'misconfigured',
      ExecutedVersion: 'transfer-complete:7',
    });
    expect(await lineWith('busy')).not.toHaveProperty('ExecutedVersion');
    vi.unstubAllEnvs();
  });

  it('says what happened, and names no number and no address', async () => {
    const line = await lineOf('refer-target-404', 'attempt=2&destination=sip%3Aalice%40desk.example.com');
    expect(line).toMatchObject({
      level: 'INFO',
      message: 'callback answered',
      callback: 'refer-complete',
      callId: documented('refer-target-404').callId,
      eventType: 'referComplete',
      outcome: 'unreachable',
      step: 'next',
      route: 'support',
      position: 1,
      attempt: 2,
      recorded: 'stored',
      durationMilliseconds: 0,
      cold: expect.any(Boolean),
    });
    expect(JSON.stringify(line)).not.toMatch(/sip:|\+1555/);
  });

  it('names the parties where the deployment says so', async () => {
    expect(await lineOf('refer-target-404', '', { logParties: true })).toMatchObject({
      from: 'sip:bob@customer.example.com',
      to: 'sip:support@bw.example.com',
      destination: 'sip:alice@desk.example.com',
      nextDestination: 'sip:bob@desk.example.com',
    });
  });

  it('is followed by a warning where nobody knows where the hand-off went', async () => {
    const query = new URLSearchParams({ destination: 'sips:alice@desk.example.com' }).toString();
    const quiet = await lineOf('refer-target-404', query);
    expect(quiet).toMatchObject({
      level: 'WARN',
      message: 'destination not understood',
      expected: expect.stringContaining('URL-encoded once'),
      callback: 'refer-complete',
    });
    expect(JSON.stringify(quiet)).not.toContain('alice');
    expect(await lineOf('refer-target-404', query, { logParties: true })).toMatchObject({
      unreadableDestination: 'sips:alice@desk.example.com',
    });
  });

  it('is not cold but for the first of a process', async () => {
    await lineOf('refer-success');
    expect(await lineOf('refer-target-404')).toMatchObject({ cold: false });
  });

  it('of a defect of ours in a transfer is an error', async () => {
    const body = documented('transfer-busy', { cause: 'invalid-bxml' });
    expect(await lastLine({ name: 'transfer-complete', body })).toMatchObject({
      level: 'ERROR',
      outcome: 'misconfigured',
    });
  });
});

describe('what is counted', () => {
  it.each([
    ['a call that went at once', 'refer-success', '', ['Callbacks']],
    ['a first hand-off that failed', 'refer-target-404', '', ['Callbacks', 'RecoveriesBegun']],
    ['a second one that failed', 'refer-target-404', 'attempt=2', ['Callbacks']],
    ['a call that a second one connected', 'refer-success', 'attempt=2', ['Callbacks', 'RecoveredCalls']],
    ['the end of a transfer, whose leg is told besides', 'transfer-hangup', 'attempt=2', ['Callbacks']],
  ])('%s; of its duplicate no more than that it is one', async (_what, fixture, query, expected) => {
    expect(counted(await lineOf(fixture, query))).toEqual(expected);
    const duplicate = { store: { put: async () => 'duplicate' as const } };
    expect(counted(await lineOf(fixture, query, duplicate))).toEqual(['Callbacks', 'Duplicates']);
  });

  it.each([
    ['an answered leg of a second hand-off', 'hangup', 'attempt=2', ['Callbacks', 'RecoveredCalls']],
    ['that of the first', 'hangup', 'attempt=1', ['Callbacks']],
    ['a leg that was left', 'cancel', 'attempt=2', ['Callbacks']],
    ['a busy leg', 'busy', 'attempt=2', ['Callbacks']],
  ])('%s', async (_what, cause, query, expected) => {
    const body = documented('transfer-busy', { eventType: 'transferDisconnect', cause, parentCallId: 'c-a' });
    const sent = { name: 'transfer-disconnect', body, query } as const;
    expect(counted(await lastLine(sent))).toEqual(expected);
    const duplicate = { store: { put: async () => 'duplicate' as const } };
    expect(counted(await lastLine(sent, duplicate))).toEqual(['Callbacks', 'Duplicates']);
  });

  it.each(['stored', 'duplicate'] as const)(
    'the leg of a callee who was asked ends, %s: nothing, as other events tell of it',
    async (recorded) => {
      const body = documented('transfer-busy', { eventType: 'transferDisconnect', cause: 'hangup' });
      const sent = { name: 'transfer-disconnect', body, query: 'attempt=2&confirm=0123abcd' } as const;
      const line = await lastLine(sent, { store: { put: async () => recorded } });
      expect(line).toMatchObject({ message: 'callback answered', outcome: 'leg-ended' });
      expect(counted(line)).toEqual([]);
    },
  );

  it.each<[string, SentRequest, Partial<Deployment>, string[]]>([
    ['a wrong token', { token: 'wrong', body: {} }, {}, ['RefusedRequests']],
    ['a body that is no JSON', { body: 'x' }, {}, ['RefusedRequests']],
    [
      'an event at the wrong URL',
      { body: documented('transfer-busy') },
      {},
      ['SafetyNetAnswers', 'InvalidCallbacks'],
    ],
    [
      'a defect',
      { body: documented('refer-success') },
      { policy: { ...POLICY, routes: null as never } },
      ['SafetyNetAnswers', 'Defects'],
    ],
    [
      'an event that nobody waits for, at the wrong URL',
      { body: documented('transfer-busy', { eventType: 'disconnect' }) },
      {},
      ['InvalidCallbacks'],
    ],
    [
      'a defect that nobody hears',
      {
        name: 'transfer-disconnect',
        body: documented('transfer-busy', { eventType: 'transferDisconnect', cause: 'cancel' }),
      },
      { policy: null as never },
      ['Defects'],
    ],
  ])('%s', async (_what, sent, changes, expected) => {
    expect(counted(await lastLine(sent, changes))).toEqual(expected);
  });

  it('in the embedded metric format, by each of its dimensions and in all', async () => {
    const line = (await lineOf('refer-target-404')) as {
      _aws: { Timestamp: number; CloudWatchMetrics: unknown[] };
    };
    expect(line._aws.Timestamp).toBeGreaterThan(Date.parse(NOW) - 1e12);
    expect(line._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'CallRecovery',
        Dimensions: [[], ['callback'], ['outcome'], ['step']],
        Metrics: [{ Name: 'Callbacks', Unit: 'Count' }],
      },
      { Namespace: 'CallRecovery', Dimensions: [[]], Metrics: [{ Name: 'RecoveriesBegun', Unit: 'Count' }] },
    ]);
  });
});

describe('a sample of the log', () => {
  const CALLS = Array.from({ length: 4000 }, (_, index) => `c-${index}`);
  const answered = async (logSample: number, callIds: readonly string[], fields: object = {}) => {
    log.clear();
    for (const callId of callIds)
      for (const fixture of ['refer-target-404', 'refer-success'])
        await send(deploymentWith(UP, { logSample }), { body: documented(fixture, { callId, ...fields }) });
    return log.lines() as Record<string, unknown>[];
  };

  it('has a call whole or not at all, and its lines count for those that are not written', async () => {
    const lines = await answered(0.05, CALLS);
    const perCall = Map.groupBy(lines, ({ callId }) => callId);
    expect([...perCall.values()].every(({ length }) => length === 2)).toBe(true);
    expect(perCall.size).toBeGreaterThan(0.03 * CALLS.length);
    expect(perCall.size).toBeLessThan(0.07 * CALLS.length);
    expect(new Set(lines.map(({ Callbacks }) => Callbacks))).toEqual(new Set([20]));
  });

  it('has all that is wrong, each counted once', async () => {
    const name = 'transfer-complete';
    const body = documented('transfer-busy', { cause: 'invalid-bxml' });
    log.clear();
    for (const callId of CALLS.slice(0, 50))
      await send(deploymentWith(UP, { logSample: 0.001 }), { name, body: { ...body, callId } });
    const lines = log.lines() as Record<string, unknown>[];
    expect(lines).toHaveLength(50);
    expect(lines[0]).toMatchObject({ level: 'ERROR', MisconfiguredOutcomes: 1, Callbacks: 1 });
  });

  it('of everything is everything', async () => {
    expect(await answered(1, CALLS.slice(0, 20))).toHaveLength(40);
  });
});
