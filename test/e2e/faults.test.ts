import { describe, expect, test } from 'vitest';
import type { Probabilities } from '../faults/plan.ts';
import { faultsText } from '../faults/report.ts';
import { type FaultRunOptions, runWithFaults } from '../faults/run-with-faults.ts';

/** Its callee is asked to take the call: a mailbox may answer. */
const MOBILE = { to: '+15550001111', confirm: true };

const run = (more: Partial<FaultRunOptions> = {}) =>
  runWithFaults({
    policy: { routes: [{ name: 'desk', destinations: ['sip:desk-1@example.com', MOBILE] }] },
    calls: 30,
    concurrency: 20,
    seed: 3,
    runName: 'faults',
    startMillis: Date.parse('2026-04-30T00:00:00.000Z'),
    promises: { attempts: 10, silentHangups: false, readsFail: true },
    // Not the 4 s of the command: the machine that runs this may be busy with other tests.
    budgetSeconds: 14,
    drainSeconds: 60,
    ...more,
  });

/** Worse than those of the command: a third of the outcomes need the queue, so that few calls show enough. */
const putFaults: Probabilities = {
  latency: 0.04,
  hang: 0.12,
  error: 0.14,
  throttle: 0.14,
  reset: 0.14,
  'half-answer': 0.05,
  'wrong-json': 0.05,
  'lost-answer': 0.05,
};

const broken = async (more: Partial<FaultRunOptions>): Promise<string[]> =>
  (await run(more)).verdicts.filter(({ broken }) => broken.length > 0).map(({ promise }) => promise);

describe('calls while DynamoDB and SQS fail', () => {
  test('nobody is dropped and nothing is lost', { timeout: 240_000 }, async () => {
    const voicemail = ['busy', 'no-answer', 'declined', 'failed'].map((name) => [
      name,
      ['next', 'voicemail'],
    ]);
    const outcomes = Object.fromEntries(voicemail);
    const routes = [{ name: 'desk', destinations: ['sip:desk-1@example.com', MOBILE] }];
    const done = await run({ calls: 60, putFaults, policy: { outcomes, routes } });
    const text = faultsText(done, 3);
    expect(
      done.verdicts.filter(({ broken }) => broken.length > 0),
      text,
    ).toEqual([]);
    expect(done.verdicts.length).toBe(15);
    // Every way was taken: what did not happen would show nothing.
    expect([...done.injected.keys()].sort()).toEqual([
      'error',
      'half-answer',
      'hang',
      'latency',
      'lost-answer',
      'reset',
      'throttle',
      'wrong-json',
    ]);
    expect([...done.observed.recorded.keys()].sort()).toEqual(['duplicate', 'logged', 'queued', 'stored']);
    expect(done.observed.redriven.get('stored')).toBeGreaterThan(0);
    expect(done.load.tally.events.get('recordingAvailable')).toBeGreaterThan(10);
    expect(text).toMatch(/kept +the database took every outcome once/);
  });

  test('a queue that forgets is found out', { timeout: 120_000 }, async () => {
    expect(await broken({ broken: 'queue', putFaults })).toEqual([
      'every callback is stored, and nothing that was not sent',
    ]);
  });

  test('a put without its condition is found out', { timeout: 120_000 }, async () => {
    expect(await broken({ broken: 'condition' })).toContain('the database took every outcome once');
  });
});
