import { describe, expect, it, vi } from 'vitest';
import { type Explained, explain } from '../../../bin/explain/explain.ts';
import type { Explanation as InWords, Refusal as RefusalInWords } from '../../../bin/explain/explanation.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';
import { CALLBACKS, type CallbackName } from '../../../functions/callbacks.ts';
import type { Callback, CallEvent } from '../../../functions/chain/contract.ts';
import { disconnect } from '../../../functions/disconnect/callback.ts';
import { initiate } from '../../../functions/initiate/callback.ts';
import type { Route } from '../../../functions/recovery/policy.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { transferComplete } from '../../../functions/transfer-complete/callback.ts';
import { transferDisconnect } from '../../../functions/transfer-disconnect/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { captureLog } from '../../support/captured-log.ts';
import { DOCUMENTED, deploymentWith, documented, POLICY, sendTo } from '../../support/requests.ts';

captureLog();
const deployment = deploymentWith({ put: async () => 'stored' });

/** What the function itself answers. */
async function answered<Event extends CallEvent>(
  callback: Callback<Event>,
  body: object | string,
  query = '',
) {
  const { statusCode, body: text } = await sendTo(callback, deployment, { body, query });
  return { status: statusCode, body: text };
}

/** What programs read. */
type Details = Required<Explained['details']>;
type Explanation = Omit<InWords, 'routes' | 'decision' | 'bxml'> & Details;
type Refusal = Omit<RefusalInWords, 'issues' | 'body'> & Details;

function explained(body: object | string, url?: string, handOff = {}, policy = POLICY): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { explanation, details } = explain({ body: text, url, handOff }, policy);
  return { ...explanation, ...details };
}

const busy = documented('transfer-busy');
const notFound = documented('refer-target-404');
/** Limits that bound the wait. */
const WAIT = { waitSeconds: 90 };
const SINCE = '2019-07-31T13:19:00.000Z';

const toSip = { ...notFound, eventType: 'initiate', to: 'sip:support@bw.example.com' };

describe('explains exactly what the function answers', () => {
  const state = 'route=support&destination=sip%3Aalice%40desk.example.com&attempt=2&retries=1';

  it.each(DOCUMENTED)('%s: %s', async (name, fixture) => {
    const event = documented(fixture);
    for (const query of ['', state]) {
      const { bxml } = explained(event, `${name}?${query}`) as Explanation;
      const answer =
        name === 'refer-complete'
          ? await answered(referComplete, event, query)
          : await answered(transferComplete, event, query);
      expect(bxml).toBe(answer.body);
    }
  });

  it('the beginning of a call', async () => {
    const { bxml, decision } = explained(toSip) as Explanation;
    expect(bxml).toBe((await answered(initiate, toSip)).body);
    expect(decision.step).toBe('begin');
  });

  it('nothing, where Bandwidth drops the answer', async () => {
    const over = { ...busy, eventType: 'disconnect' };
    const legOver = { ...busy, eventType: 'transferDisconnect' };
    for (const event of [over, legOver]) {
      const { bxml, routes, steps, decision } = explained(event) as Explanation;
      expect({ bxml, routes, steps, outcome: decision.outcome }).toEqual({ steps: [], outcome: 'busy' });
    }
    expect((await answered(disconnect, over)).body).toBe('');
    expect((await answered(transferDisconnect, legOver)).body).toBe('');
  });

  it('an event without a time, status and codes', async () => {
    const { eventType, callId } = notFound;
    const { bxml, decision } = explained({ eventType, callId }) as Explanation;
    expect(decision.outcome).toBe('failed');
    expect(bxml).toBe((await answered(referComplete, { eventType, callId })).body);
  });

  it('an event at the URL of another: the safe answer, the issue, and which setting is wrong', async () => {
    const refusal = explained(busy, 'https://example.com/token/refer-complete') as Refusal;
    const { issues, status, body, message } = refusal;
    expect(issues.map(({ path }) => path)).toEqual(['eventType']);
    expect(message).toContain('set transferCompleteUrl of <Transfer> to …/transfer-complete');
    expect({ status, body }).toEqual(await answered(referComplete, busy));
  });

  it('what is no event of a call: the problem, with its issue', async () => {
    for (const body of ['{', '[]', '{"eventType":"referComplete"}']) {
      const refusal = explained(body, 'refer-complete') as Refusal;
      expect({ status: refusal.status, body: refusal.body }).toEqual(await answered(referComplete, body));
      expect(refusal.status).toBe(400);
      expect(JSON.parse(refusal.body).issues).toEqual(refusal.issues);
    }
  });
});

describe('finds the callback of an event', () => {
  it.each(CALLBACKS.map(({ name, eventTypes }) => [eventTypes[0], name] as [string, CallbackName]))(
    '%s',
    (eventType, name) => {
      expect(explained({ ...notFound, cause: 'busy', eventType })).toHaveProperty('callback', name);
    },
  );

  const bridged = { ...busy, eventType: 'bridgeComplete' };
  it.each([
    ['an eventType of nobody', bridged, undefined, 'the eventType "bridgeComplete"'],
    ['no eventType', { callId: 'c-1' }, undefined, 'no eventType'],
    ['a URL of nobody', busy, 'https://example.com/token/elsewhere', 'must end in the name of a callback'],
    ['what is no URL', busy, 'http://', '--url is no URL'],
  ])('not: %s', (_, event, url, message) => {
    expect(() => explained(event, url)).toThrow(UsageError);
    expect(() => explained(event, url)).toThrow(message);
  });
});

describe('tells each step with the reason it was passed over', () => {
  const told = (event: object, handOff: object, policy: object): (string | undefined)[] =>
    (explained(event, undefined, handOff, parsePolicy(policy)) as Explanation).steps.map(
      ({ step, verdict, reason }) => `${step} | ${verdict}${reason ? ` | ${reason}` : ''}`,
    );
  const outcomes = { busy: ['next', { step: 'retry', times: 2, pauseSeconds: 3 }, 'bridge', 'hangup'] };
  const routes = [{ name: 'desk', destinations: ['+15556667777'] }];
  const refer = { ...notFound, notifySipResponseCode: 486 };
  const last = 'no destination left: +15556667777 is the last of route desk';
  const waited = 'waited long enough: 99.81 s since the first hand-off, and 90 s is the limit';
  const transfer = 'already a transfer: there is no <Refer> to bridge';
  const unknown = 'destination unknown: neither the URL nor a route tells it';

  const used = 'retries used up: 2 made at this destination';
  const tried = 'attempts used up: 4 of 4';
  const old = 'call too old: 424.951 s, and 300 s is the limit';
  const two = [{ name: 'desk', destinations: ['+15556667777', 'sip:a@x.example'] }];
  const none = 'no route: only a route knows a next destination';

  it.each<[string, object, object, object, [string, string, string]]>([
    ['retries', busy, { attempt: '3', retries: '2' }, { routes }, [last, used, transfer]],
    ['attempts', busy, { attempt: '4' }, { routes, limits: { attempts: 4 } }, [last, tried, transfer]],
    ['time', busy, {}, { routes, limits: { callSeconds: 300 } }, [last, old, transfer]],
    ['waiting', busy, { since: SINCE }, { routes: two, limits: WAIT }, [waited, waited, transfer]],
    ['no route', refer, {}, {}, [none, unknown, unknown]],
  ])('%s', (_, event, handOff, policy, [next, retry, bridge]) => {
    expect(told(event, handOff, { outcomes, ...policy })).toEqual([
      `next | passed over | ${next}`,
      `retry up to 2 times, after 3 s silence | passed over | ${retry}`,
      `bridge | passed over | ${bridge}`,
      'hangup | taken',
    ]);
  });

  const own = (by: object) => [{ ...routes[0], outcomes: by }];
  const hangup = ['retry', 'hangup'];
  it.each<[string, object, string[]]>([
    ['route desk', { routes: own({ busy: ['retry'] }) }, ['retry once', 'goodbye']],
    ['default', { routes }, ['next', 'retry once, after 5 s silence', 'goodbye']],
    ['the policy', { routes, outcomes: { busy: hangup } }, ['retry once', 'hangup']],
    ['otherwise of the policy', { routes, outcomes: { otherwise: hangup } }, ['retry once', 'hangup']],
    [
      'otherwise of route desk',
      { routes: own({ otherwise: hangup }), outcomes: { busy: ['next'] } },
      ['retry once', 'hangup'],
    ],
  ])('and whose list the steps are: %s', (writer, policy, names) => {
    const { stepsWrittenBy, steps } = explained(busy, undefined, {}, parsePolicy(policy)) as Explanation;
    expect(stepsWrittenBy).toBe(writer);
    expect(steps.map(({ step }) => step)).toEqual(names);
    expect(steps.at(-1)?.verdict).toBe('not reached');
  });
});

it('tells what the URL says and nobody understands', () => {
  const nonsense = { route: 'gone', destination: 'alice', attempt: '-1', retries: '1e3' };
  expect((explained(busy, undefined, nonsense) as Explanation).ignored).toEqual([
    'the policy has no route "gone": the call is matched anew',
    'destination "alice" is no sip: URI or number: the destination is unknown',
    'attempt "-1" reads as 1',
    'retries "1e3" reads as 0',
  ]);
  expect((explained(toSip, 'initiate?attempt=2&context=k') as Explanation).ignored).toEqual([
    'attempt is not read by initiate',
  ]);
  expect((explained(busy, 'transfer-complete?context=a+b') as Explanation).ignored).toEqual([
    'context "a b" is not 1 to 120 letters, digits, "_", "." and "-": it is left out',
  ]);
  for (const since of ['yesterday', '2019-07-31T13:13:34.858Z', '2019-07-31T13:20:39.811Z'])
    expect((explained(busy, `transfer-complete?since=${since}`) as Explanation).ignored).toEqual([
      `since "${since}" is no time between the start of the call and the event: the wait begins anew`,
    ]);
  const sound =
    'transfer-complete?since=2019-07-31T13:20:00Z&route=support&destination=%2B15556667777&attempt=2&retries=1';
  expect((explained(busy, sound) as Explanation).ignored).toEqual([]);
});

it('moves the first hand-off with the event, so that the caller has waited as long', () => {
  const { explanation } = explain(
    {
      body: JSON.stringify(busy),
      url: `transfer-complete?since=${SINCE}`,
      handOff: {},
      at: '2026-12-25T18:00:00.000Z',
    },
    parsePolicy({
      limits: WAIT,
      routes: [{ name: 'desk', destinations: ['sip:a@x.example', 'sip:b@x.example'] }],
    }),
  );
  expect((explanation as InWords).steps[0]?.reason).toContain('99.81 s since the first hand-off');
});

it('lets a single option replace what the URL says', () => {
  const { decision } = explained(busy, 'transfer-complete?attempt=2&retries=1', {
    attempt: '5',
  }) as Explanation;
  expect(decision.ended).toMatchObject({ attempt: 5, retries: 1 });
});

it('shows the route that the decision has, where the URL names another than matches', () => {
  const destinations = ['sip:a@b.example'];
  const policy = parsePolicy({
    routes: [
      { name: 'first', destinations },
      { name: 'second', destinations },
    ],
  });
  for (const event of [busy, notFound, toSip]) {
    const { routes, decision } = explained(event, undefined, { route: 'second' }, policy) as Explanation;
    const named = event !== toSip;
    expect(decision.ended.route).toBe(named ? 'second' : 'first');
    expect(routes).toEqual([
      {
        route: decision.ended.route,
        taken: true,
        because: named ? 'named by the URL' : 'its fields',
        fields: [],
      },
    ]);
  }
});

it('looks for the route of a call once: by its name, then by the fields', () => {
  const policy = parsePolicy({ routes: [{ name: 'desk', destinations: ['sip:a@b.example'] }] });
  const find = vi.spyOn(policy.routes as Route[], 'find');
  explained(busy, undefined, {}, policy);
  expect(find).toHaveBeenCalledTimes(2);
});
