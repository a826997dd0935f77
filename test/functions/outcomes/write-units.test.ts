import { expect, it } from 'vitest';
import { runLoad } from '../../../bin/simulator/load/run.ts';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { readPolicyFile } from '../../../lib/policy/policy-file.ts';
import { attributeOf, callOf, policyOf, urlsOf } from '../../support/asked-call.ts';
import { captureLog } from '../../support/captured-log.ts';
import { fetchFrom } from '../../support/in-process.ts';
import { deploymentWith, send, TOKEN } from '../../support/requests.ts';
import { writeUnits } from '../../support/write-units.ts';

captureLog();

/** Most that a callback takes on average: what a site of many calls pays. */
const MOST_UNITS_A_CALLBACK = 2.25;
/** Most that a callback takes whose item is below 1 KB. */
const MOST_UNITS = 3;

/** A policy by which most calls that nobody takes leave a message. */
const VOICEMAIL = parsePolicy({
  outcomes: Object.fromEntries(
    ['busy', 'no-answer', 'declined', 'unreachable', 'failed', 'unrouted'].map((name) => [
      name,
      ['voicemail'],
    ]),
  ),
  routes: [
    { name: 'desk', match: { to: 'sip:*' }, destinations: ['sip:desk-1@example.com', '+15550001111'] },
  ],
});

/** A context of more than 64 characters may take an item above 1 KB. */
const hasLongContext = ({ context = '' }: OutcomeItem): boolean => String(context).length > 64;

/** A deployment that keeps what it stores by key, and what each item takes. */
function counting(policy: Policy) {
  const items = new Map<string, OutcomeItem>();
  const put = async (item: OutcomeItem) => {
    items.set(`${item.callId} ${item.eventKey}`, item);
    return 'stored' as const;
  };
  const unitsOf = (item: OutcomeItem) =>
    Object.values(writeUnits(toAttributeMap(item))).reduce((sum, units) => sum + units);
  const average = () => {
    for (const item of items.values())
      expect(unitsOf(item)).toBeLessThanOrEqual(MOST_UNITS + (hasLongContext(item) ? 1 : 0));
    const units = [...items.values()].map(unitsOf);
    return units.reduce((sum, each) => sum + each) / units.length;
  };
  return { deployment: deploymentWith({ put }, { policy }), items, average };
}

it.each([
  ['', readPolicyFile('recovery.json')],
  [', half of them with a message', VOICEMAIL],
])('random calls%s take at most 2.25 units a callback', async (_which, policy) => {
  const { deployment, items, average } = counting(policy);
  await runLoad({
    baseUrl: 'http://in-process',
    token: TOKEN,
    calls: 120,
    concurrency: 1,
    seed: 1,
    runName: 'units',
    startMillis: Date.parse('2026-11-21T00:00:00.000Z'),
    promises: { attempts: policy.limits.attempts, silentHangups: false },
    fetch: fetchFrom(deployment),
  });
  expect(items.size).toBeGreaterThan(400);
  expect(average()).toBeLessThanOrEqual(MOST_UNITS_A_CALLBACK);
});

it('a call with two legs takes at most 2.25 units a callback, where half of the callers are hidden', async () => {
  const { deployment, items, average } = counting(readPolicyFile('recovery.json'));
  for (const [index, from] of ['+15551112222', 'Anonymous'].entries()) {
    const callId = `c-${index}`;
    const base = {
      from,
      to: '+15553334444',
      direction: 'inbound',
      accountId: '55555555',
      applicationId: '7fc9698a-b04a-468b-9e8f-91238c0d0086',
      callUrl: `https://voice.bandwidth.com/api/v2/accounts/55555555/calls/${callId}`,
      startTime: '2026-11-21T10:00:00.000Z',
    };
    const sent = async (name: CallbackName, second: number, fields: object) => {
      const eventType = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      const eventTime = `2026-11-21T10:00:0${second}.000Z`;
      await send(deployment, { name, body: { ...base, callId, eventType, eventTime, ...fields } });
    };
    await sent('initiate', 1, {});
    await sent('refer-complete', 2, { referCallStatus: 'failure', referSipResponseCode: 405 });
    for (const leg of ['a', 'b'])
      await sent('transfer-disconnect', 3, { callId: `c-leg-${leg}`, parentCallId: callId, cause: 'hangup' });
    await sent('transfer-complete', 4, { cause: 'hangup' });
    await sent('disconnect', 5, { cause: 'hangup' });
  }
  expect(items.size).toBe(12);
  expect(average()).toBeLessThanOrEqual(MOST_UNITS_A_CALLBACK);
});

it.each([
  ['asked, takes three units and one read more', { confirm: true }, 3, 1],
  ['not asked, takes none and no read', {}, 0, 0],
])('a callee who is %s', async (_which, options, moreUnits, reads) => {
  const units = new Map<string, number>();
  let read = 0;
  const call = callOf({
    callId: 'c-asked',
    policy: policyOf(options),
    store: {
      put: async (item) => {
        const { table = 0, ...indexes } = writeUnits(toAttributeMap(item));
        units.set(
          `${item.eventType} ${item.outcome}`,
          table + Object.values(indexes).reduce((sum, each) => sum + each, 0),
        );
        return 'stored';
      },
      has: async () => {
        read += 1;
        return true;
      },
    },
  });
  const { answer, complete, disconnect } = urlsOf(await call.begin());
  if (answer) await call.pressed(attributeOf(await call.answered(answer), 'gatherUrl'), '1');
  await call.legEnded(disconnect);
  await call.ended(complete);
  const ofLeg = [...units].filter(([row]) => /^(?:transferAnswer|gather) |leg-ended$/.test(row));
  expect(ofLeg.reduce((sum, [, each]) => sum + each, 0)).toBe(moreUnits);
  expect(read).toBe(reads);
});
