import { expect, it } from 'vitest';
import { unchanged } from '../../../bin/explain/replay/unchanged.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { runLoad } from '../../../bin/simulator/load/run.ts';
import { promisesOf } from '../../../bin/simulator/policy-file.ts';
import { only, type Timeline } from '../../../bin/simulator/timeline.ts';
import { readItem } from '../../../functions/outcomes/read-item.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { policyHash } from '../../../lib/policy-hash.ts';
import { captureLog } from '../../support/captured-log.ts';
import { fetchFrom } from '../../support/in-process.ts';
import { deploymentWith, TOKEN } from '../../support/requests.ts';
import { each } from '../reader/items.ts';

const log = captureLog();

/** A policy that uses all that travels in a URL, and tries again until the caller has waited long enough. */
const FILE = {
  limits: { waitSeconds: 90, attempts: 20 },
  transfer: { diversion: true },
  outcomes: Object.fromEntries([
    ...['busy', 'no-answer', 'declined', 'unreachable', 'unavailable', 'failed', 'throttled'].map(
      (outcome) => [outcome, ['next', { step: 'retry', times: 20, pauseSeconds: 10 }, 'voicemail']],
    ),
    ['unrouted', [{ step: 'redirect', url: 'https://app.example.com/?a=1', prompt: { say: 'One moment.' } }]],
  ]),
  routes: [
    {
      name: 'support',
      match: { to: 'sip:support@*' },
      destinations: ['sip:desk-1@example.com', '+15550001111'],
    },
    {
      name: 'numbers',
      match: { to: '+*' },
      announce: { say: 'A call about {context}.' },
      confirm: true,
      destinations: ['sip:desk-2@example.com', '+442079460000', 'sip:desk-3@example.com:5070'],
    },
  ],
};

it('random calls with a context, a bounded wait and diversions keep every promise', async () => {
  const policy = parsePolicy(FILE);
  const items = new Map<string, Map<string, StoredOutcome>>();
  const put = async (item: object) => {
    const stored = readItem(JSON.stringify(item)) as StoredOutcome;
    const ofCall = items.get(stored.callId) ?? new Map<string, StoredOutcome>();
    items.set(stored.callId, ofCall);
    if (ofCall.has(stored.eventKey)) return 'duplicate';
    ofCall.set(stored.eventKey, stored);
    return 'stored';
  };
  const has = async ({ callId, eventKey }: { callId: string; eventKey: string }) =>
    items.get(callId)?.has(eventKey) ?? false;
  const rowsOf = (callId: string) =>
    [...(items.get(callId)?.values() ?? [])].sort((one, other) => (one.eventKey < other.eventKey ? -1 : 1));
  const isUnchanged = unchanged({ call: (callId) => each(rowsOf(callId)) }, policy);
  const deployment = deploymentWith({ put, has } as never, { policy, policyHash: policyHash(policy) });
  const timelines: Timeline[] = [];
  const { violations, checked } = await runLoad({
    baseUrl: 'http://in-process',
    token: TOKEN,
    calls: 400,
    concurrency: 1,
    seed: 11,
    runName: 'travelling',
    startMillis: Date.parse('2026-11-21T00:00:00.000Z'),
    promises: promisesOf(FILE),
    readStored: async (callId) => rowsOf(callId) as never,
    moreChecks: [{ name: 'replayed, nothing changes', broken: ({ call }) => isUnchanged(call.callId) }],
    fetch: fetchFrom(deployment),
    onCall: (_, timeline) => void timelines.push(timeline),
  });
  expect(violations.map(({ invariant, broken, index }) => [invariant, broken, index])).toEqual([]);
  expect(checked).toContain('no hand-off after the longest wait');

  // Each of them was there to be kept.
  const documents = timelines
    .flatMap((timeline) => only(timeline, 'callback'))
    .map(({ answer }) => Buffer.from(answer.body).toString())
    .join('');
  for (const part of [
    'since=',
    ' uui="',
    'diversionReason="user-busy"',
    'A call about ticket-4711.',
    '?a=1&amp;context=',
  ])
    expect(documents).toContain(part);
  const rows = [...items.values()].flatMap((ofCall) => [...ofCall.values()]);
  const explained = rows.filter(({ step, outcome }) => step === 'voicemail' && outcome === 'busy');
  expect(explained.length).toBeGreaterThan(5);
  expect(rows.filter(({ context }) => context === 'ticket-4711').length).toBeGreaterThan(20);
  expect(rows.some((row) => 'since' in row)).toBe(false);
  expect(log.text()).toContain('context ignored');
});
