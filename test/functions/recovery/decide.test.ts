import { describe, expect, it } from 'vitest';
import { begin, decide, type EndedHandOff } from '../../../functions/recovery/decide.ts';
import type { Outcome } from '../../../functions/recovery/outcome.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const [a, b, mobile] = ['sip:a@x.example', 'sip:b@x.example', '+15550001111'] as const;

const desk = { name: 'desk', destinations: [a, b, mobile] };

const ended = (outcome: Outcome, handOff: object = {}, more: Partial<EndedHandOff> = {}): EndedHandOff => ({
  verb: 'refer',
  outcome,
  call: {},
  handOff: { attempt: 1, retries: 0, ...handOff },
  ...more,
});

const decided = (policy: object, ...of: Parameters<typeof ended>) =>
  decide(ended(...of), parsePolicy(policy));

/** Step, verb and target in short: what a row of the decision table says. */
function inShort({ step, action }: ReturnType<typeof decide>): string {
  if (action.kind !== 'hand-off') return `${step}: ${action.kind}`;
  const { verb, handOff } = action;
  return `${step}: ${verb} ${handOff.destination} attempt ${handOff.attempt} retries ${handOff.retries}`;
}

describe('decide, by the default steps', () => {
  it.each<[Outcome, string, string]>([
    ['connected', 'none: nothing', 'none: nothing'],
    ['begun', 'none: nothing', 'none: nothing'],
    ['abandoned', 'none: nothing', 'none: nothing'],
    ['unrouted', 'goodbye: hangup', 'goodbye: hangup'],
    ['completed', 'hangup: hangup', 'hangup: hangup'],
    ['busy', `next: refer ${b} attempt 2 retries 0`, `retry: transfer ${mobile} attempt 4 retries 1`],
    ['no-answer', `next: refer ${b} attempt 2 retries 0`, 'goodbye: hangup'],
    ['declined', `next: refer ${b} attempt 2 retries 0`, 'goodbye: hangup'],
    ['unreachable', `next: refer ${b} attempt 2 retries 0`, 'goodbye: hangup'],
    ['unavailable', `retry: refer ${a} attempt 2 retries 1`, `retry: transfer ${mobile} attempt 4 retries 1`],
    ['refused', `bridge: transfer ${a} attempt 2 retries 0`, 'goodbye: hangup'],
    ['unconfirmed', `next: refer ${b} attempt 2 retries 0`, 'goodbye: hangup'],
    ['throttled', `retry: refer ${a} attempt 2 retries 1`, `retry: transfer ${mobile} attempt 4 retries 1`],
    ['misconfigured', `next: refer ${b} attempt 2 retries 0`, 'goodbye: hangup'],
    ['cancelled', `next: refer ${b} attempt 2 retries 0`, 'goodbye: hangup'],
    ['failed', `retry: refer ${a} attempt 2 retries 1`, `retry: transfer ${mobile} attempt 4 retries 1`],
  ])('%s: at the first destination %s, at the last %s', (outcome, first, last) => {
    const policy = { routes: [desk] };
    expect(inShort(decided(policy, outcome, { destination: [a] }))).toBe(first);
    expect(
      inShort(decided(policy, outcome, { destination: [mobile], attempt: 3 }, { verb: 'transfer' })),
    ).toBe(last);
  });
});

describe('next', () => {
  const policy = { routes: [desk] };

  it('assumes the first destination of the route when the URL names none', () => {
    const decision = decided(policy, 'no-answer');
    expect(decision.ended).toMatchObject({ route: 'desk', destination: [a] });
    expect(inShort(decision)).toBe(`next: refer ${b} attempt 2 retries 0`);
  });

  it('begins the route after a destination that is not of it', () => {
    expect(inShort(decided(policy, 'busy', { destination: ['sip:own@x.example'] }))).toContain(`refer ${a}`);
  });

  it('transfers to a number, which cannot be referred to', () => {
    expect(inShort(decided(policy, 'busy', { destination: [b] }))).toContain(`transfer ${mobile}`);
  });

  it('stays with <Transfer> once a conversation came to it', () => {
    expect(inShort(decided(policy, 'busy', { destination: [a] }, { verb: 'transfer' }))).toContain(
      `transfer ${b}`,
    );
  });

  it('transfers after a REFER that the endpoint of the caller refused', () => {
    const refusing = { ...policy, outcomes: { refused: ['next'] } };
    expect(inShort(decided(refusing, 'refused', { destination: [a] }))).toContain(`transfer ${b}`);
  });

  it('rings a list of targets at once', () => {
    const ringAll = { routes: [{ name: 'all', destinations: [a, [a, b]] }] };
    expect(inShort(decided(ringAll, 'busy', { destination: [a] }))).toContain(`transfer ${a},${b}`);
  });

  it('forgets the retries of the destination before', () => {
    expect(inShort(decided(policy, 'no-answer', { destination: [a], retries: 3 }))).toContain('retries 0');
  });
});

describe('a destination that was tried', () => {
  const group = ['sip:c@x.example', '+15550002222'];
  const policy = { routes: [{ name: 'desk', destinations: [a, b, group, mobile] }] };

  it.each<[string, [string, ...string[]], string | readonly string[], string]>([
    ['in another spelling', ['SIP:a@X.EXAMPLE'], a, b],
    ['in another spelling still', ['sip:%62@x.example'], b, String(group)],
    ['as one leg of a group', ['sip:c@X.example'], group, mobile],
  ])('%s is that of the route, and the one behind it comes next', (_how, destination, tried, following) => {
    const decision = decided(policy, 'no-answer', { destination }, { verb: 'transfer' });
    expect(decision.ended.destination).toEqual([tried].flat());
    expect(inShort(decision)).toBe(`next: transfer ${following} attempt 2 retries 0`);
  });

  it('as one leg of a group is retried with the whole group', () => {
    expect(
      inShort(decided(policy, 'failed', { destination: ['sip:c@x.example'] }, { verb: 'transfer' })),
    ).toBe(`retry: transfer ${group} attempt 2 retries 1`);
  });
});

describe('a destination that cannot be read', () => {
  const policy = { routes: [desk] };
  const unknown = (unreadableDestination: string) => ({ unreadableDestination });

  it.each([
    ['of which the text names the second', 'sips:b@x.example', `refer ${a}`],
    ['of which the text names the first', '"sip:a@x.example"', `refer ${b}`],
    ['of which the text names the first two', 'sips:a@x.example sips:b@x.example', `transfer ${mobile}`],
    ['of which the text names nobody', 'sips:who@x.example', `refer ${a}`],
  ])('%s: the first that it does not name comes next', (_which, text, expected) => {
    const decision = decided(policy, 'no-answer', unknown(text));
    expect(inShort(decision)).toBe(`next: ${expected} attempt 2 retries 0`);
    expect(decision.ended).toMatchObject({ route: 'desk', unreadableDestination: text });
    expect(decision.ended.destination).toBeUndefined();
  });

  it.each([
    ['failed', 'retry'],
    ['refused', 'bridge'],
  ] as const)('after %s there is no %s', (outcome, step) => {
    expect(decided(policy, outcome, unknown('sips:a@x.example')).passedOver).toContainEqual({
      step,
      reason: 'destination unknown',
    });
  });

  it('that names all of the route leaves none', () => {
    const { step, passedOver } = decided(policy, 'no-answer', unknown(`<${a} ${b} ${mobile}`));
    expect(step).toBe('goodbye');
    expect(passedOver).toEqual([{ step: 'next', reason: 'no destination left' }]);
  });
});

describe('a bridge by default', () => {
  const policy = { routes: [{ name: 'desk', destinations: [a] }] };
  const last = { destination: [a], retries: 1 };

  it.each(['unreachable', 'unavailable', 'failed'] as const)(
    'comes before the goodbye of %s where the REFER was not accepted',
    (outcome) => {
      expect(inShort(decided(policy, outcome, last, { referAccepted: false }))).toBe(
        `bridge: transfer ${a} attempt 2 retries 0`,
      );
    },
  );

  it.each(['unreachable', 'unavailable', 'failed'] as const)(
    'does not come after %s where the destination failed',
    (outcome) => {
      const { step, passedOver } = decided(policy, outcome, last, { referAccepted: true });
      expect(step).toBe('goodbye');
      expect(passedOver).toContainEqual({ step: 'bridge', reason: 'REFER was accepted' });
    },
  );

  it('that a policy asks for comes whoever failed', () => {
    const asked = { ...policy, outcomes: { failed: ['bridge'] } };
    expect(decided(asked, 'failed', last, { referAccepted: true }).step).toBe('bridge');
  });
});

describe('steps that do not apply are passed over, with the reason', () => {
  it.each<[string, object, Parameters<typeof ended>, string]>([
    ['no route', {}, ['declined', { destination: [a] }], 'next: no route'],
    [
      'no destination left',
      { routes: [desk] },
      ['declined', { destination: [mobile] }],
      'next: no destination left',
    ],
    ['destination unknown, to retry', {}, ['failed'], 'retry: destination unknown'],
    ['destination unknown, to bridge', {}, ['refused'], 'bridge: destination unknown'],
    [
      'retries used up',
      {},
      ['failed', { destination: [a], retries: 1 }, { referAccepted: true }],
      'retry: retries used up',
    ],
    [
      'already a transfer',
      { outcomes: { busy: ['bridge'] } },
      ['busy', { destination: [a] }, { verb: 'transfer' }],
      'bridge: already a transfer',
    ],
    ['attempts used up', { routes: [desk] }, ['declined', { attempt: 10 }], 'next: attempts used up'],
    ['call too old', { routes: [desk] }, ['declined', {}, { callAgeSeconds: 3600 }], 'next: call too old'],
  ])('%s', (_cell, policy, of, reason) => {
    const { step, passedOver } = decided(policy, ...of);
    expect(passedOver.map((each) => `${each.step}: ${each.reason}`)).toContain(reason);
    expect(step).toBe('goodbye');
  });

  it('says goodbye should a list of steps be empty, which no parsed policy has', () => {
    const policy = parsePolicy({ routes: [desk] });
    const empty = { ...policy, outcomes: { ...policy.outcomes, busy: [] } };
    const goodbye = { step: 'goodbye', prompt: policy.prompts.goodbye, action: { kind: 'hangup' } };
    expect(decide(ended('busy'), empty)).toMatchObject(goodbye);
    expect(decide(ended('busy'), { ...empty, routes: [] })).toMatchObject(goodbye);
  });
});

it('passes over nothing where nothing can be done', () => {
  expect(decided({ routes: [desk] }, 'connected').passedOver).toEqual([]);
});

describe('limits', () => {
  it('counts the first hand-off: attempts 2 leaves one more', () => {
    const policy = { limits: { attempts: 2 }, routes: [desk] };
    expect(decided(policy, 'busy', { attempt: 1 }).action.kind).toBe('hand-off');
    expect(decided(policy, 'busy', { attempt: 2 }).action.kind).toBe('hangup');
    expect(decided(policy, 'busy', { attempt: 1_000_000 }).action.kind).toBe('hangup');
  });

  it('still redirects an old call, which is no hand-off', () => {
    const policy = { outcomes: { completed: [{ step: 'redirect', url: 'https://app.example.com/survey' }] } };
    expect(decided(policy, 'completed', {}, { callAgeSeconds: 99_999 }).action).toEqual({
      kind: 'redirect',
      url: 'https://app.example.com/survey',
    });
  });
});

describe('prompts, waits and transfer options', () => {
  const policy = {
    prompts: { next: { say: 'policy' }, goodbye: { say: 'bye' } },
    transfer: { callTimeoutSeconds: 20, callerId: '+15550009999' },
    outcomes: { busy: ['next'], declined: [{ step: 'next', prompt: { say: 'step' }, pauseSeconds: 2 }] },
    routes: [
      { ...desk, prompts: { next: { say: 'route' } }, transfer: { callTimeoutSeconds: 10 } },
      { name: 'plain', destinations: [a, mobile] },
    ],
  };

  it.each([
    ['of the step first', 'declined', 'desk', 'step'],
    ['of the route next', 'busy', 'desk', 'route'],
    ['of the policy last', 'busy', 'plain', 'policy'],
  ] as const)('takes the prompt %s', (_which, outcome, route, expected) => {
    expect(decided(policy, outcome, { route }).prompt).toEqual({ say: expected });
  });

  it('brings the wait of the step', () => {
    expect(decided(policy, 'declined', { route: 'desk' }).wait).toEqual({ pauseSeconds: 2 });
  });

  it('lets the route override the transfer options of the policy, one by one', () => {
    const { action } = decided(policy, 'busy', { route: 'desk', destination: [b] });
    expect(action).toMatchObject({ transfer: { callTimeoutSeconds: 10, callerId: '+15550009999' } });
  });
});

describe('how the last <Transfer> was written', () => {
  const written = { privacy: true, callerId: '+15550003333', callerDisplayName: 'Private' };
  const transferOf = (transfer: object, changes: object = written) => {
    const { action } = decided(
      { transfer, routes: [desk] },
      'busy',
      { destination: [a] },
      { verb: 'transfer', transfer: changes },
    );
    return action.kind === 'hand-off' && action.transfer;
  };

  it('is how the next is written', () => {
    expect(transferOf({})).toEqual(written);
  });

  it('gives way to the policy, option by option', () => {
    expect(transferOf({ privacy: false, callerId: '+15550009999' })).toEqual({
      privacy: false,
      callerId: '+15550009999',
      callerDisplayName: 'Private',
    });
  });

  it.each([
    ['of the call', {}, { privacy: true, callerDisplayName: 'Acme' }],
    ['of the policy', { callerDisplayName: 'Acme' }, { privacy: true }],
  ])('a name of ones own %s is left out where the number is hidden', (_whose, policy, changes) => {
    expect(transferOf(policy, changes)).toEqual({ privacy: true });
  });

  it('a name of ones own stays where the number is shown', () => {
    expect(transferOf({ callerDisplayName: 'Acme' }, { privacy: false })).toEqual({
      callerDisplayName: 'Acme',
      privacy: false,
    });
  });

  it('is followed by a retry as well', () => {
    const of = [{ destination: [a] }, { verb: 'transfer', transfer: written }] as const;
    expect(decided({ routes: [desk] }, 'failed', ...of).action).toMatchObject({ transfer: written });
  });
});

describe('steps of a route', () => {
  it('replace those of the policy for that outcome only', () => {
    const policy = {
      outcomes: { busy: ['hangup'] },
      routes: [{ ...desk, outcomes: { declined: ['hangup'] } }],
    };
    expect(decided(policy, 'busy').step).toBe('hangup');
    expect(decided(policy, 'declined').step).toBe('hangup');
    expect(decided(policy, 'no-answer').step).toBe('next');
  });
});

describe('begin', () => {
  const policy = parsePolicy({
    prompts: { begin: { say: 'Welcome' } },
    transfer: { callTimeoutSeconds: 20 },
    routes: [
      { ...desk, match: { to: 'sip:desk@*' } },
      { name: 'mobile', match: { to: '+1*' }, destinations: [mobile], prompts: { begin: { say: 'Hola' } } },
    ],
  });

  it('refers a SIP caller to the first destination of the route', () => {
    const decision = begin({ verb: 'refer', call: { to: 'sip:desk@bw.example.com' } }, policy);
    expect(inShort(decision)).toBe(`begin: refer ${a} attempt 1 retries 0`);
    expect(decision.passedOver).toEqual([]);
    expect(decision).toMatchObject({
      outcome: 'begun',
      prompt: { say: 'Welcome' },
      ended: { route: 'desk', attempt: 0 },
    });
  });

  it('transfers to a number, with the prompt of the route and the options of the policy', () => {
    const decision = begin({ verb: 'refer', call: { to: '+15550002222' } }, policy);
    expect(inShort(decision)).toBe(`begin: transfer ${mobile} attempt 1 retries 0`);
    expect(decision).toMatchObject({
      prompt: { say: 'Hola' },
      action: { transfer: { callTimeoutSeconds: 20 } },
    });
  });

  it('says goodbye to a call that no route takes, or what the policy says', () => {
    const call = { to: 'sip:nobody@bw.example.com' };
    expect(begin({ verb: 'refer', call }, policy)).toMatchObject({
      outcome: 'unrouted',
      step: 'goodbye',
      prompt: policy.prompts.goodbye,
      action: { kind: 'hangup' },
    });
    const redirecting = parsePolicy({
      outcomes: { unrouted: [{ step: 'redirect', url: 'https://app.example.com/' }] },
    });
    expect(begin({ verb: 'refer', call }, redirecting).action.kind).toBe('redirect');
  });

  it('passes over the steps of unrouted that need a route', () => {
    const trying = parsePolicy({ outcomes: { unrouted: ['next', 'retry', 'hangup'] } });
    const { step, passedOver } = begin({ verb: 'transfer', call: {} }, trying);
    expect(step).toBe('hangup');
    expect(passedOver.map(({ reason }) => reason)).toEqual(['no route', 'destination unknown']);
  });
});
