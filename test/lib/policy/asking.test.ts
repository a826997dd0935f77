import { describe, expect, it } from 'vitest';
import { begin, decide } from '../../../functions/recovery/decide.ts';
import { DEFAULT_CONFIRM } from '../../../functions/recovery/transfer-options.ts';
import { asksCallees } from '../../../lib/policy/asking.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { policyWarnings } from '../../../lib/policy/warnings.ts';
import { refused } from './refused.ts';

const SIP = 'sip:a@desk.example';

const fileOf = (destination: unknown, route: object = {}, policy: object = {}) => ({
  ...policy,
  routes: [{ name: 'a', destinations: [destination], ...route }],
});

const mistakesOf = (...given: Parameters<typeof fileOf>): string[] =>
  refused(fileOf(...given)).mistakes.map(({ path, expected }) => `${path}: ${expected}`);

/** How the first hand-off of a call to a SIP URI is written. */
function firstOf(...given: Parameters<typeof fileOf>) {
  const { action } = begin({ verb: 'refer', call: {} }, parsePolicy(fileOf(...given)));
  if (action.kind !== 'hand-off') throw new Error('no hand-off');
  return { verb: action.verb, ...action.transfer };
}

describe('what is said to a callee', () => {
  it.each<[string, object, unknown]>([
    ['true', { confirm: true }, DEFAULT_CONFIRM],
    ['an empty object', { confirm: {} }, DEFAULT_CONFIRM],
    [
      'another key',
      { confirm: { key: '#' } },
      { key: '#', seconds: 8, prompt: { say: 'Press pound to take this call.' } },
    ],
    [
      'a star',
      { confirm: { key: '*', seconds: 30 } },
      { key: '*', seconds: 30, prompt: { say: 'Press star to take this call.' } },
    ],
    [
      'a prompt',
      { confirm: { prompt: { say: 'One takes it.' } } },
      { ...DEFAULT_CONFIRM, prompt: { say: 'One takes it.' } },
    ],
    ['false', { confirm: false }, false],
  ])('is a confirmation of %s', (_what, options, expected) => {
    expect(firstOf({ to: SIP, ...options }).confirm).toEqual(expected);
  });

  it.each<[string, Parameters<typeof fileOf>]>([
    ['a destination', [{ to: SIP, confirm: true }]],
    ['a route', [SIP, { confirm: true }]],
    ['the transfers of a route', [SIP, { transfer: { confirm: true } }]],
    ['the policy', [SIP, {}, { transfer: { confirm: true } }]],
    ['an announcement alone', [{ to: SIP, announce: { say: 'A call.' } }]],
    ['an announcement of the route', [SIP, { announce: { say: 'A call.' } }]],
    ['digits', [{ to: SIP, sendDigits: 'ww1234#' }]],
    ['"by" of a destination', [{ to: SIP, by: 'transfer' }]],
    ['"by" of a route', [SIP, { by: 'transfer' }]],
  ])('is for a <Transfer> only: %s', (_what, given) => {
    expect(firstOf(...given).verb).toBe('transfer');
    expect(firstOf(SIP).verb).toBe('refer');
  });

  it('may have the context in it, as long as the longest fits', () => {
    const say = (times: number) => `${'{context}'.repeat(times)}${'x'.repeat(40)}`;
    expect(firstOf({ to: SIP, announce: { say: say(33) } }).announce).toEqual({ say: say(33) });
    expect(mistakesOf({ to: SIP, announce: { say: `${say(33)}x` } }).join()).toContain(
      'announce: a text of at most 4,000 characters, of which each {context} counts as 120',
    );
  });

  it('of the nearest place holds', () => {
    const confirm = { key: '2' };
    expect(firstOf({ to: SIP, confirm: false }, { confirm: true })).toMatchObject({
      verb: 'refer',
      confirm: false,
    });
    expect(
      firstOf({ to: SIP, confirm }, { confirm: true }, { transfer: { confirm: { key: '3' } } }).confirm,
    ).toMatchObject(confirm);
    expect(firstOf(SIP, { confirm }, { transfer: { confirm: true } }).confirm).toMatchObject(confirm);
  });

  it('rings 20 seconds where a key is asked for and nothing else is said', () => {
    expect(firstOf({ to: SIP, confirm: true }).callTimeoutSeconds).toBe(20);
    expect(firstOf({ to: SIP, confirm: true, callTimeoutSeconds: 12 }).callTimeoutSeconds).toBe(12);
    expect(firstOf({ to: SIP, announce: { say: 'A call.' } }).callTimeoutSeconds).toBeUndefined();
  });

  it('makes not-accepted go on to the next, and then to goodbye', () => {
    const policy = parsePolicy(
      fileOf(
        { to: SIP, confirm: true },
        { destinations: [{ to: SIP, confirm: true }, 'sip:b@desk.example'] },
      ),
    );
    const ended = { verb: 'transfer', outcome: 'not-accepted', call: {}, accepted: 'absent' } as const;
    const first = decide(
      { ...ended, handOff: { route: 'a', attempt: 1, retries: 0, confirm: '0123abcd' } },
      policy,
    );
    expect(first).toMatchObject({ step: 'next', accepted: 'absent', action: { verb: 'transfer' } });
    const last = decide(
      {
        ...ended,
        handOff: { route: 'a', destination: { targets: ['sip:b@desk.example'] }, attempt: 2, retries: 0 },
      },
      policy,
    );
    expect(last).toMatchObject({ step: 'goodbye' });
  });
});

describe('a mistake in what is said to a callee', () => {
  it.each<[object, string]>([
    [
      { confirm: 1 },
      'routes[0].destinations[0].confirm: true, false or an object with "key", "seconds" and "prompt"',
    ],
    [{ confirm: { key: '12' } }, 'routes[0].destinations[0].confirm.key: one key: a digit, "*" or "#"'],
    [{ confirm: { key: 'A' } }, 'routes[0].destinations[0].confirm.key: one key: a digit, "*" or "#"'],
    [{ confirm: { key: '' } }, 'routes[0].destinations[0].confirm.key: one key: a digit, "*" or "#"'],
    [{ confirm: { seconds: 0 } }, 'routes[0].destinations[0].confirm.seconds: a whole number from 1 to 30'],
    [{ confirm: { seconds: 31 } }, 'routes[0].destinations[0].confirm.seconds: a whole number from 1 to 30'],
    [
      { confirm: { keys: '1' } },
      'routes[0].destinations[0].confirm.keys: one of "key", "seconds", "prompt"; did you mean "key"?',
    ],
    [
      { sendDigits: '' },
      'routes[0].destinations[0].sendDigits: up to 50 digits, "*", "#", A to D, "w" and "," (half a second), "W" (a second)',
    ],
    [
      { sendDigits: '1'.repeat(51) },
      'routes[0].destinations[0].sendDigits: up to 50 digits, "*", "#", A to D, "w" and "," (half a second), "W" (a second)',
    ],
    [
      { sendDigits: '1 2' },
      'routes[0].destinations[0].sendDigits: up to 50 digits, "*", "#", A to D, "w" and "," (half a second), "W" (a second)',
    ],
    [{ by: 'refer' }, 'routes[0].destinations[0].by: "transfer"'],
  ])('%j', (options, expected) => {
    expect(mistakesOf({ to: SIP, ...options })).toEqual([expected]);
  });

  it('is what a route says twice', () => {
    const twice = '"announce" and "confirm" either in the route or in its "transfer"';
    expect(mistakesOf(SIP, { confirm: true, transfer: { confirm: true } })).toEqual([`routes[0]: ${twice}`]);
    const announce = { say: 'A call.' };
    expect(mistakesOf(SIP, { announce, transfer: { announce } })).toEqual([`routes[0]: ${twice}`]);
  });
});

describe('a warning about callees', () => {
  const told = (...given: Parameters<typeof fileOf>) =>
    policyWarnings(parsePolicy(fileOf(...given))).map(({ path, text }) => `${path}: ${text}`);

  it('says that a mailbox picks up first', () => {
    expect(told({ to: SIP, confirm: true, callTimeoutSeconds: 26 })).toEqual([
      'routes[0].destinations[0]: "confirm" after 26 s of ringing: mailboxes pick up before; 20 s is the default',
    ]);
    expect(told(SIP, { confirm: true, transfer: { callTimeoutSeconds: 40 } })).toHaveLength(1);
    expect(told({ to: SIP, confirm: true, callTimeoutSeconds: 25 })).toEqual([]);
  });

  it('says that a mailbox takes the call from a group', () => {
    expect(told({ to: [SIP, 'sip:b@desk.example'], confirm: true })).toEqual([
      'routes[0].destinations[0]: "confirm" where several ring at once: who answers first takes the call from the others, a mailbox too',
    ]);
  });

  it('names "by" where a <Refer> ignores what is said, and is none where a <Transfer> is asked for', () => {
    const callerId = '+15551112222';
    expect(told({ to: SIP, callerId })).toEqual([
      'routes[0].destinations[0]: a call to a SIP URI reaches it by <Refer>, which ignores "callerId": "by": "transfer" asks for a <Transfer>',
    ]);
    expect(told({ to: SIP, callerId, by: 'transfer' })).toEqual([]);
    expect(told({ to: SIP, callerId }, { by: 'transfer' })).toEqual([]);
    expect(told({ to: SIP, callerId, confirm: true })).toEqual([]);
    expect(told({ to: SIP, confirm: false })).toEqual([]);
  });
});

it.each<[boolean, Parameters<typeof fileOf>]>([
  [false, [SIP]],
  [false, [{ to: SIP, confirm: false }]],
  [false, [{ to: SIP, announce: { say: 'A call.' }, sendDigits: '1' }]],
  [true, [{ to: SIP, confirm: true }]],
  [true, [SIP, { confirm: {} }]],
  [true, [SIP, {}, { transfer: { confirm: true } }]],
])('whether a policy asks callees is %s', (asks, given) => {
  expect(asksCallees(parsePolicy(fileOf(...given)))).toBe(asks);
});
