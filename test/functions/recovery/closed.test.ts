import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../../functions/bxml/document.ts';
import { begin, decide, type EndedHandOff } from '../../../functions/recovery/decide.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import type { Destination } from '../../../functions/recovery/destination.ts';
import { isDestinationOpen } from '../../../functions/recovery/opening.ts';
import type { Route } from '../../../functions/recovery/policy.ts';
import { handOffTo } from '../../../functions/recovery/step.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const [a, b, mobile] = ['sip:a@x.example', 'sip:b@x.example', '+15550001111'] as const;
const DAY = '2026-11-25T12:00:00.000Z';
const NIGHT = '2026-11-25T23:00:00.000Z';
const hours = { day: { timeZone: 'UTC', weekly: { 'mon-sun': '08:00-18:00' } } };
const policyOf = (destinations: unknown[], route: object = {}, policy: object = {}) =>
  parsePolicy({ hours, ...policy, routes: [{ name: 'desk', destinations, ...route }] });
const atNight = (to: unknown) => ({ to, hours: { not: 'day' } });
const byDay = (to: unknown) => ({ to, hours: 'day' });

const goesTo = ({ action }: Decision) =>
  action.kind === 'hand-off' ? action.handOff.destination.targets : action.kind;

describe('begin', () => {
  const policy = policyOf([a, b, { to: mobile, hours: 'always' }], { hours: 'day' });

  it('takes the first destination that is open', () => {
    expect(goesTo(begin({ verb: 'refer', call: {}, eventTime: DAY }, policy))).toEqual([a]);
    const night = begin({ verb: 'refer', call: {}, eventTime: NIGHT }, policy);
    expect(night).toMatchObject({ outcome: 'begun', step: 'begin', action: { handOff: { attempt: 1 } } });
    expect(goesTo(night)).toEqual([mobile]);
  });

  it('is closed where no destination is open, and says so', () => {
    const closed = begin({ verb: 'refer', call: {}, eventTime: NIGHT }, policyOf([a, b], { hours: 'day' }));
    expect(closed).toMatchObject({
      outcome: 'closed',
      step: 'goodbye',
      ended: { route: 'desk', attempt: 0 },
    });
    expect(writeDocument(closed)).toMatch(/<SpeakSentence>We are closed at the moment\..*<Hangup\/>/);
  });

  it.each([
    ['by the policy', {}, { prompts: { closed: { say: 'Shut' } } }],
    ['by the route', { prompts: { closed: { say: 'Shut' } } }, { prompts: { closed: { say: 'Closed' } } }],
    ['by the step', { outcomes: { closed: [{ step: 'goodbye', prompt: { say: 'Shut' } }] } }, {}],
    ['where no step applies', { prompts: { closed: { say: 'Shut' } }, outcomes: { closed: ['next'] } }, {}],
  ])('is closed with the words that are written %s', (_where, route, whole) => {
    const policy = policyOf([a], { hours: 'day', ...route }, whole);
    expect(begin({ verb: 'refer', call: {}, eventTime: NIGHT }, policy).prompt).toEqual({ say: 'Shut' });
  });

  it('takes the steps of closed; those that need an open destination are passed over', () => {
    const steps = ['next', 'retry', 'bridge', { step: 'redirect', url: 'https://app.example.com/' }];
    const policy = policyOf([a], { hours: 'day', outcomes: { closed: steps } });
    const { action, prompt, passedOver } = begin({ verb: 'refer', call: {}, eventTime: NIGHT }, policy);
    expect(action).toEqual({ kind: 'redirect', url: 'https://app.example.com/' });
    expect(prompt).toBeUndefined();
    expect(passedOver.map(({ reason }) => reason)).toEqual([
      'closed',
      'destination unknown',
      'destination unknown',
    ]);
  });

  it('finds everything open without a time, also what is negated', () => {
    expect(goesTo(begin({ verb: 'refer', call: {} }, policyOf([atNight(a), b], { hours: 'day' })))).toEqual([
      a,
    ]);
  });
});

describe('after a hand-off', () => {
  const ended = (outcome: EndedHandOff['outcome'], targets: readonly [string], more: object = {}) => ({
    ...{ verb: 'refer' as const, outcome, call: {}, eventTime: NIGHT },
    handOff: { route: 'desk', destination: { targets }, attempt: 1, retries: 0 },
    ...more,
  });

  it('next passes over what is closed, and the outcome stays', () => {
    const policy = policyOf([a, byDay(b), mobile]);
    const decision = decide(ended('busy', [a]), policy);
    expect(decision).toMatchObject({ outcome: 'busy', step: 'next', passedOver: [] });
    expect(goesTo(decision)).toEqual([mobile]);
    expect(goesTo(decide(ended('busy', [a], { eventTime: DAY }), policy))).toEqual([b]);
  });

  it.each([
    ['next', [a, byDay(b)], 'closed', 'no-answer'],
    ['next', [byDay(b), a], 'no destination left', 'no-answer'],
    ['retry', [byDay(a), b], 'closed', 'failed'],
    ['bridge', [byDay(a)], 'closed', 'refused'],
  ] as const)('%s of %j is passed over: %s', (step, destinations, reason, outcome) => {
    const { passedOver } = decide(ended(outcome, [a]), policyOf([...destinations]));
    expect(passedOver[0]).toEqual({ step, reason });
  });

  it('passes over the closed of what a text that cannot be read does not name', () => {
    const policy = policyOf([a, byDay(b), mobile]);
    const handOff = { route: 'desk', unreadableDestination: `to ${a}!`, attempt: 1, retries: 0 };
    expect(goesTo(decide(ended('busy', [a], { handOff }), policy))).toEqual([mobile]);
    const last = { ...handOff, unreadableDestination: `${a} or 1 (555) 000-1111` };
    expect(decide(ended('busy', [a], { handOff: last }), policy).passedOver[0]?.reason).toBe('closed');
    const all = { ...handOff, unreadableDestination: `${a} ${b} 1 (555) 000-1111` };
    const { passedOver } = decide(ended('busy', [a], { handOff: all }), policy);
    expect(passedOver[0]?.reason).toBe('no destination left');
  });

  it.each([
    ['retry', 'failed', 'a destination of the user', 'sip:own@x.example'],
    ['bridge', 'refused', 'a destination of the user', 'sip:own@x.example'],
    ['retry', 'failed', 'a desk with a parameter of its own', `${b};transport=tcp`],
    ['bridge', 'refused', 'a desk with a parameter of its own', `${b};transport=tcp`],
  ] as const)('%s after %s of %s follows the hours of the route', (step, outcome, _what, own) => {
    const policy = policyOf([{ to: b, hours: 'always' }], { hours: 'day' });
    expect(decide(ended(outcome, [own]), policy).passedOver[0]).toEqual({ step, reason: 'closed' });
    expect(goesTo(decide(ended(outcome, [own], { eventTime: DAY }), policy))).toEqual([own]);
    expect(goesTo(decide(ended(outcome, [own]), policyOf([byDay(b)])))).toEqual([own]);
  });

  it('a running conversation keeps its route, though all of it is closed', () => {
    const policy = policyOf([a, b], { hours: 'day' }, {});
    const decision = decide(ended('busy', [a]), policy);
    expect(decision).toMatchObject({ outcome: 'busy', step: 'goodbye', ended: { route: 'desk' } });
    expect(decision.prompt).toEqual(policy.prompts.goodbye);
  });
});

describe('options of a destination', () => {
  const policy = policyOf(
    [
      { to: [a, mobile], callerId: '+15559990000', callTimeoutSeconds: 40, uui: 'YQ==;encoding=base64' },
      { to: b, privacy: true, callerDisplayName: 'Private' },
      mobile,
    ],
    { transfer: { callTimeoutSeconds: 20 } },
    { transfer: { callerDisplayName: 'Support' } },
  );

  it('come before those of route and policy, and go into the BXML of that destination', () => {
    const first = begin({ verb: 'refer', call: {}, eventTime: DAY }, policy);
    expect(first.action).toMatchObject({
      transfer: { callTimeoutSeconds: 40, callerId: '+15559990000', callerDisplayName: 'Support' },
    });
    const bxml = writeDocument(first);
    expect(bxml).toContain(' uui="YQ==;encoding=base64">sip:a@x.example</SipUri>');
    expect(bxml.match(/uui=/g)).toHaveLength(1);
    expect(bxml).toContain('destination=sip%3Aa%40x.example%2C%2B15550001111&amp;attempt=1"');
  });

  const afterFirst = { callerId: '+15559990000', callerDisplayName: 'Support', privacy: false };
  const next = (targets: readonly [string, ...string[]], transfer: object) =>
    decide(
      {
        ...{ verb: 'transfer', outcome: 'busy', call: {}, transfer },
        handOff: { route: 'desk', destination: { targets }, attempt: 1, retries: 0 },
      },
      policy,
    ).action;

  it('are not those of the next: what the last transfer had by them is not taken over', () => {
    expect(next([a, mobile], afterFirst)).toMatchObject({
      transfer: { callTimeoutSeconds: 20, privacy: true, callerDisplayName: 'Private' },
    });
    expect(next([a, mobile], afterFirst)).not.toHaveProperty('transfer.callerId');
    expect(next([a, mobile], afterFirst)).not.toHaveProperty('transfer.uui');
  });

  it('leave what the app had written, and a number that was hidden hidden', () => {
    expect(
      next([b], { callerId: '+15558880000', privacy: true, callerDisplayName: 'Private' }),
    ).toMatchObject({
      handOff: { destination: { targets: [mobile] } },
      transfer: { callerId: '+15558880000', privacy: true },
    });
  });

  it('are part of it: a copy that was read from JSON has them, and its hours', () => {
    const closing = policyOf([{ to: a, hours: 'day', callerId: '+15559990000' }]);
    const [route] = closing.routes as [Route];
    const [copy] = JSON.parse(JSON.stringify(route.destinations)) as [Destination];
    const begun = { policy: closing, route, handOff: { attempt: 0, retries: 0 }, outcome: 'begun' } as const;
    expect(handOffTo(begun, 'transfer', copy, 0)).toMatchObject({ transfer: { callerId: '+15559990000' } });
    expect(isDestinationOpen({ policy: closing, route, eventTime: NIGHT }, copy)).toBe(false);
  });

  it('know nothing of hours in a transfer', () => {
    const { action } = begin({ verb: 'transfer', call: {}, eventTime: DAY }, policyOf([byDay(a)]));
    expect(action).toHaveProperty('transfer', {});
  });
});
