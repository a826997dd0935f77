import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterMenu, begin, decide } from '../../../functions/recovery/decide.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import { type HandOff, readHandOff, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import { MAX_MENUS, readMenu, writeMenu } from '../../../functions/recovery/menu.ts';
import { OUTCOMES, type Outcome } from '../../../functions/recovery/outcome.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { RECOVERABLE_OUTCOMES } from '../../../lib/policy/steps.ts';

const [ALICE, BOB] = ['sip:alice@desk.example.com', 'sip:bob@desk.example.com'];
const MENU = {
  step: 'menu',
  prompt: { say: 'Press 1 to leave a message, 2 to try again, star for the next.' },
  keys: {
    '1': { step: 'voicemail', maxSeconds: 90, prompt: { say: 'Speak.' } },
    '2': { step: 'retry', times: 2, ringSeconds: 4 },
    '*': 'next',
    '0': 'bridge',
  },
  otherwise: { step: 'redirect', url: 'https://app.example.com/rest' },
};

const policyOf = (menu: object = {}, more: object = {}): Policy =>
  parsePolicy({
    outcomes: { otherwise: [{ ...MENU, ...menu }], closed: [MENU], unrouted: [MENU] },
    routes: [{ name: 'desk', destinations: [ALICE, BOB] }],
    ...more,
  });

type Ended = Partial<Parameters<typeof decide>[0]>;

/** Ends the first hand-off, to Alice. */
function ended(policy: Policy, { handOff, ...changes }: Ended = {}): Decision {
  const first = { route: 'desk', destination: { targets: [ALICE] }, attempt: 1, retries: 0, ...handOff };
  return decide({ verb: 'refer', outcome: 'busy', call: {}, ...changes, handOff: first as HandOff }, policy);
}

/** Presses keys where a menu was asked: its URL is all that is left of the hand-off. */
function pressed({ action }: Decision, digits: string, policy: Policy, more: object = {}): Decision {
  if (action.kind !== 'menu') throw new Error(`no menu, but ${action.kind}`);
  const handOff = readHandOff(new URLSearchParams(writeHandOff(action.handOff)));
  return afterMenu({ call: {}, digits, handOff, ...more }, policy);
}

/** Step, and where the call goes. */
function inShort({ step, action }: Decision): string {
  if (action.kind !== 'hand-off') return `${step}: ${action.kind}`;
  const { verb, handOff } = action;
  return `${step}: ${verb} ${handOff.destination.targets} attempt ${handOff.attempt} retries ${handOff.retries}`;
}

describe('a menu', () => {
  it('is asked with its prompt alone, and its URL has what ended', () => {
    const { step, prompt, action } = ended(policyOf());
    expect({ step, prompt }).toEqual({ step: 'menu', prompt: undefined });
    expect(action).toMatchObject({ kind: 'menu', prompt: MENU.prompt, seconds: 6, handOff: { menus: 1 } });
    const { handOff } = action as Extract<typeof action, { kind: 'menu' }>;
    expect(writeHandOff(handOff)).toMatch(/attempt=1&menu=refer\.busy&menus=1$/);
  });

  it.each([
    ['1', 'voicemail: record'],
    ['2', `retry: refer ${ALICE} attempt 2 retries 1`],
    ['*', `next: refer ${BOB} attempt 2 retries 0`],
    ['0', `bridge: transfer ${ALICE} attempt 2 retries 0`],
    ['9', 'redirect: redirect'],
    ['', 'redirect: redirect'],
    ['12', 'redirect: redirect'],
    ['__proto__', 'redirect: redirect'],
    ['constructor', 'redirect: redirect'],
  ])('takes for %j the step %s', (digits, expected) => {
    const policy = policyOf();
    const chosen = pressed(ended(policy), digits, policy);
    expect(inShort(chosen)).toBe(expected);
    expect(chosen).toMatchObject({ outcome: 'chosen', ended: { menu: 'refer.busy', menus: 1 } });
  });

  it('takes the step with all its options', () => {
    const policy = policyOf();
    expect(pressed(ended(policy), '1', policy)).toMatchObject({
      prompt: { say: 'Speak.' },
      action: { recording: { maxSeconds: 90 } },
    });
    expect(pressed(ended(policy), '2', policy).wait).toEqual({ ringSeconds: 4 });
  });

  it('is no hand-off: it is asked when attempts or time are used up, and keys of hand-offs go to the rest', () => {
    for (const limits of [{ attempts: 1 }, { callSeconds: 5 }]) {
      const policy = policyOf({}, { limits });
      const asked = ended(policy, { callAgeSeconds: 9 });
      expect(asked.step).toBe('menu');
      const chosen = pressed(asked, '*', policy, { callAgeSeconds: 9 });
      expect(inShort(chosen)).toBe('redirect: redirect');
      expect(chosen.passedOver).toMatchObject([{ step: 'next' }]);
    }
  });

  it('is asked three times a call; then it is as if no key were pressed', () => {
    const policy = policyOf({ keys: { '1': { step: 'retry', times: 20 } } }, { limits: { attempts: 50 } });
    let asked = ended(policy);
    let menus = 0;
    for (; asked.action.kind === 'menu'; menus += 1) {
      const { action } = pressed(asked, '1', policy);
      if (action.kind !== 'hand-off') throw new Error(action.kind);
      asked = ended(policy, { handOff: readHandOff(new URLSearchParams(writeHandOff(action.handOff))) });
    }
    expect(menus).toBe(MAX_MENUS);
    expect(asked).toMatchObject({
      step: 'redirect',
      passedOver: [{ step: 'menu', reason: 'menus used up' }],
      ended: { menus: 3 },
    });
  });

  it('ends in goodbye where neither key nor rest applies, or nothing else is said', () => {
    const policy = policyOf({ otherwise: 'next' }, { limits: { attempts: 1 } });
    expect(inShort(pressed(ended(policy), '2', policy))).toBe('goodbye: hangup');
    expect(pressed(ended(policy), '2', policy).prompt).toEqual(policy.prompts.goodbye);
    const { otherwise: _, ...withoutRest } = MENU;
    expect(parsePolicy({ outcomes: { busy: [withoutRest] } }).outcomes.busy[0]).toMatchObject({
      otherwise: { step: 'goodbye' },
    });
  });

  it('keeps what the next <Transfer> is written by: a number that was hidden stays hidden', () => {
    const policy = policyOf();
    const transfer = { privacy: true, callerId: '+15551230000' };
    const asked = ended(policy, { verb: 'transfer', transfer });
    expect(pressed(asked, '*', policy).action).toMatchObject({ verb: 'transfer', transfer });
    expect(inShort(pressed(asked, '0', policy))).toBe('redirect: redirect');
  });

  it('is asked of a call that nobody was handed, of which no destination counts as tried', () => {
    const policy = policyOf({}, { hours: { day: { timeZone: 'UTC', weekly: { mon: '09:00-10:00' } } } });
    const [route] = policy.routes;
    const shut = { ...policy, routes: [{ ...(route as NonNullable<typeof route>), hours: 'day' }] };
    const night = '2026-06-08T08:59:59.000Z';
    const asked = begin({ verb: 'refer', call: {}, eventTime: night }, shut);
    expect(asked).toMatchObject({ outcome: 'closed', step: 'menu' });
    expect(inShort(pressed(asked, '*', shut, { eventTime: night }))).toBe('redirect: redirect');
    const opened = pressed(asked, '*', shut, { eventTime: '2026-06-08T09:00:00.000Z' });
    expect(inShort(opened)).toBe(`next: refer ${ALICE} attempt 1 retries 0`);
    const unrouted = begin({ verb: 'refer', call: {} }, policyOf({}, { routes: [] }));
    expect(inShort(pressed(unrouted, '2', policyOf({}, { routes: [] })))).toBe('redirect: redirect');
  });

  it('that a new policy has no more: the steps of its outcome are taken', () => {
    const { outcome, step } = pressed(
      ended(policyOf()),
      '1',
      parsePolicy({ routes: [{ name: 'desk', destinations: [ALICE, BOB] }] }),
    );
    expect({ outcome, step }).toEqual({ outcome: 'chosen', step: 'next' });
  });
});

describe('a menu in a URL', () => {
  const menus = fc.record({
    verb: fc.constantFrom('refer' as const, 'transfer' as const),
    outcome: fc.constantFrom(...RECOVERABLE_OUTCOMES),
    transfer: fc.record(
      { privacy: fc.constant(true), callerId: fc.stringMatching(/^\+[1-9]\d{1,14}$/) },
      { requiredKeys: [] },
    ),
  });

  it('reads as it was written', () => {
    fc.assert(
      fc.property(menus, (menu) => {
        expect(readMenu(writeMenu(menu))).toEqual(menu);
        const state = { attempt: 0, retries: 0, menu: writeMenu(menu), menus: 3 };
        expect(readHandOff(new URLSearchParams(writeHandOff(state)))).toMatchObject(state);
      }),
    );
  });

  it('is one after a hand-off that failed where its outcome cannot be read, or has no steps', () => {
    const settled = OUTCOMES.filter((each: Outcome) => !RECOVERABLE_OUTCOMES.some((other) => other === each));
    for (const text of [
      '',
      'busy',
      'refer.bussy',
      'Refer.busy',
      'refer.busy.x',
      '__proto__',
      'a'.repeat(9999),
    ])
      expect(readMenu(text)).toMatchObject({ outcome: 'failed', transfer: {} });
    for (const outcome of settled)
      expect(readMenu(`transfer.${outcome}`)).toEqual({ verb: 'transfer', outcome: 'failed', transfer: {} });
  });
});
