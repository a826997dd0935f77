import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../functions/metrics.ts';
import { captureLog } from '../../support/captured-log.ts';
import { deploymentWith, documented, NOW, POLICY, send } from '../../support/requests.ts';

const log = captureLog();

const store = (answer: 'stored' | 'duplicate' = 'stored') => ({ put: async () => answer });

const lineOf = async (fixture: string, query = '', changes: Parameters<typeof deploymentWith>[1] = {}) => {
  const name = fixture.startsWith('refer') ? 'refer-complete' : 'transfer-complete';
  await send(deploymentWith(store(), changes), { name, body: documented(fixture), query });
  return log.lines().at(-1) as Record<string, unknown>;
};

const counted = (line: Record<string, unknown>): string[] =>
  Object.values(METRICS)
    .map(({ name }) => name)
    .filter((name) => line[name] === 1);

describe('the line of a callback', () => {
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
    await send(deploymentWith(store()), {
      name: 'transfer-complete',
      body: documented('transfer-busy', { cause: 'invalid-bxml' }),
    });
    expect(log.lines().at(-1)).toMatchObject({ level: 'ERROR', outcome: 'misconfigured' });
  });
});

describe('what is counted', () => {
  it.each([
    ['a call that went at once', 'refer-success', '', ['Callbacks']],
    ['a first hand-off that failed', 'refer-target-404', '', ['Callbacks', 'RecoveriesBegun']],
    ['a second one that failed', 'refer-target-404', 'attempt=2', ['Callbacks']],
    ['a call that a second one connected', 'refer-success', 'attempt=2', ['Callbacks', 'RecoveredCalls']],
    ['a call that a second one completed', 'transfer-hangup', 'attempt=2', ['Callbacks', 'RecoveredCalls']],
  ])('%s', async (_name, fixture, query, expected) => {
    expect(counted(await lineOf(fixture, query))).toEqual(expected);
  });

  it.each([
    ['a call that went at once', 'refer-success', ''],
    ['a first hand-off that failed', 'refer-target-404', ''],
    ['a call that a second one connected', 'refer-success', 'attempt=2'],
    ['a call that a second one completed', 'transfer-hangup', 'attempt=2'],
  ])('of a duplicate no more than that: %s', async (_name, fixture, query) => {
    const name = fixture.startsWith('refer') ? 'refer-complete' : 'transfer-complete';
    await send(deploymentWith(store('duplicate')), { name, body: documented(fixture), query });
    expect(counted(log.lines().at(-1) as Record<string, unknown>)).toEqual(['Callbacks', 'Duplicates']);
  });

  it.each([
    ['a wrong token', { token: 'wrong', body: {} }, ['RefusedRequests']],
    ['a body that is no JSON', { body: 'x' }, ['RefusedRequests']],
    [
      'an event at the wrong URL',
      { body: documented('transfer-busy') },
      ['SafetyNetAnswers', 'InvalidCallbacks'],
    ],
  ])('%s', async (_name, sent, expected) => {
    await send(deploymentWith(store()), sent);
    expect(counted(log.lines().at(-1) as Record<string, unknown>)).toEqual(expected);
  });

  it('a defect', async () => {
    await send(deploymentWith(store(), { policy: { ...POLICY, routes: null as never } }), {
      body: documented('refer-success'),
    });
    expect(counted(log.lines().at(-1) as Record<string, unknown>)).toEqual(['SafetyNetAnswers']);
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
