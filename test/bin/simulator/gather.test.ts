import { expect, it, test } from 'vitest';
import { unchanged } from '../../../bin/explain/replay/unchanged.ts';
import { oneCall } from '../../../bin/one-call/one-call.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { runLoad } from '../../../bin/simulator/load/run.ts';
import { playCall } from '../../../bin/simulator/play-call.ts';
import { only } from '../../../bin/simulator/timeline.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { readItem } from '../../../functions/outcomes/read-item.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { policyHash } from '../../../lib/policy-hash.ts';
import { captureLog } from '../../support/captured-log.ts';
import { fetchFrom } from '../../support/in-process.ts';
import { deploymentWith, TOKEN } from '../../support/requests.ts';
import { player } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

captureLog();
const server = stubServer();
const play = player(server);

const GATHER =
  '<Gather gatherUrl="{callbacks}/gather?menu=refer.busy" maxDigits="1" firstDigitTimeout="4" repeatCount="2"><SpeakSentence>To try again, press 2.</SpeakSentence></Gather><Pause/>';

test.each([
  [undefined, 'presses 2', '2'],
  ['key 7', 'presses 7', '7'],
  ['wrong key', 'presses 9', '9'],
  ['nothing', 'presses nothing', ''],
] as const)('a caller who is asked and acts %j: %s', async (pressing, does, digits) => {
  server.reply = () => '<SpeakSentence>Bye</SpeakSentence><Hangup/>';
  const timeline = await play(GATHER, {}, pressing && { presses: () => pressing });
  expect(only(timeline, 'menu')).toMatchObject([{ asked: 'To try again, press 2.', does }]);
  expect(server.received.map(({ fields }) => fields)).toMatchObject([{ eventType: 'gather', digits }]);
  expect(server.received[0]?.fields).not.toHaveProperty('parentCallId');
  expect(only(timeline, 'waited')).toEqual([]);
});

test('a caller who hangs up meanwhile is told by no gather', async () => {
  const timeline = await play(GATHER, {}, { presses: () => 'hangs up' });
  expect(server.received).toEqual([]);
  expect(timeline.ending).toEqual({ how: 'caller-left', why: 'during a menu' });
});

test('without a URL the keys are lost', async () => {
  const timeline = await play('<Gather><SpeakSentence>1?</SpeakSentence></Gather><Pause/>');
  expect(server.received).toEqual([]);
  expect(only(timeline, 'waited')).toHaveLength(1);
});

const MENU = {
  step: 'menu',
  prompt: { say: 'To leave a message, press 1. To try again, press 2. For the next, press star.' },
  keys: { '1': 'voicemail', '2': { step: 'retry', times: 9 }, '*': 'next' },
  otherwise: 'voicemail',
};
const POLICY = parsePolicy({
  limits: { attempts: 4 },
  outcomes: { otherwise: [MENU], closed: [MENU], unrouted: [MENU], completed: [MENU] },
  routes: [{ name: 'desk', destinations: ['sip:desk-1@example.com', '+15550002222'] }],
});

/** A store in memory, and what is read of it. */
function memory() {
  const items = new Map<string, StoredOutcome>();
  const put = async (item: OutcomeItem) => {
    const key = `${item.callId}/${item.eventKey}`;
    if (items.has(key)) return 'duplicate' as const;
    items.set(key, readItem(JSON.stringify(item)) as StoredOutcome);
    return 'stored' as const;
  };
  const rowsOf = (callId: string) => [...items.values()].filter((row) => row.callId === callId);
  return { items, put, rowsOf };
}

it('random calls with menus end, nobody is silent, each event is stored once, and a replay changes nothing', async () => {
  const { items, put, rowsOf } = memory();
  const deployment = deploymentWith({ put }, { policy: POLICY, policyHash: policyHash(POLICY) });
  const isUnchanged = unchanged(
    {
      async *call(callId: string) {
        yield* rowsOf(callId);
      },
    },
    POLICY,
  );
  let menus = 0;
  const { violations, tally } = await runLoad({
    ...{ baseUrl: 'http://in-process', token: TOKEN, runName: 'menus', seed: 27 },
    ...{ calls: 300, concurrency: 4, startMillis: Date.parse('2026-04-30T00:00:00Z') },
    promises: { attempts: POLICY.limits.attempts, silentHangups: false },
    fetch: fetchFrom(deployment),
    readStored: async (callId) =>
      rowsOf(callId).map(({ eventKey, eventType, outcome }) => ({
        eventKey,
        eventType: String(eventType),
        outcome,
      })),
    moreChecks: [
      { name: 'a replay changes nothing', broken: ({ call }) => isUnchanged(call.callId) },
      {
        name: 'at most three menus',
        broken: async (timeline) => {
          const count = only(timeline, 'menu').length;
          menus += count;
          return count > 3 ? `${count} menus` : undefined;
        },
      },
    ],
  });
  expect(violations).toEqual([]);
  expect(tally.calls).toBe(300);
  expect(menus).toBeGreaterThan(200);
  const chosen = [...items.values()].filter(({ outcome }) => outcome === 'chosen');
  expect(new Set(chosen.map(({ step }) => step))).toEqual(new Set(['voicemail', 'retry', 'next']));
});

it('one call presses what is asked for, the last from then on', async () => {
  const { put } = memory();
  const played = async (press: string) => {
    const fetch = fetchFrom(deploymentWith({ put }, { policy: POLICY }));
    const { call, startMillis } = oneCall(POLICY, { outcomes: ['busy'], press });
    return playCall({ baseUrl: 'http://in-process', token: TOKEN, call, startMillis, fetch });
  };
  expect(only(await played('2,wrong'), 'menu').map(({ does }) => does)).toEqual(['presses 2', 'presses 9']);
  expect((await played('2,hangup')).ending.why).toBe('during a menu');
  expect(() => oneCall(POLICY, { outcomes: ['busy'], press: 'notin' })).toThrow('nothing');
  expect(() => oneCall(POLICY, { outcomes: ['chosen'] })).toThrow();
});
