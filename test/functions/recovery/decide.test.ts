import { describe, expect, it } from 'vitest';
import { afterRecording, begin, decide, type EndedHandOff } from '../../../functions/recovery/decide.ts';
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
  return `${step}: ${verb} ${handOff.destination.targets} attempt ${handOff.attempt} retries ${handOff.retries}`;
}

describe('decide, by the default steps', () => {
  it.each<[Outcome, string, string]>([
    ['connected', 'none: nothing', 'none: nothing'],
    ['begun', 'none: nothing', 'none: nothing'],
    ['abandoned', 'none: nothing', 'none: nothing'],
    ['voicemail', 'none: nothing', 'none: nothing'],
    ['recorded', 'goodbye: hangup', 'goodbye: hangup'],
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
    expect(inShort(decided(policy, outcome, { destination: { targets: [a] } }))).toBe(first);
    expect(
      inShort(
        decided(policy, outcome, { destination: { targets: [mobile] }, attempt: 3 }, { verb: 'transfer' }),
      ),
    ).toBe(last);
  });
});

const GROUP = ['sip:c@x.example', '+15550002222'];
const WITH_GROUP = { routes: [{ name: 'desk', destinations: [a, b, GROUP, mobile] }] };
const BY_TRANSFER = { verb: 'transfer' } as const;
const REFUSED_BY_ENDPOINT = { referAccepted: false };
const FAILED_AT_DESTINATION = { referAccepted: true };
const LAST = { destination: { targets: [a] }, retries: 1 };

describe('the destination that comes next', () => {
  it.each<[string, object, Parameters<typeof ended>, string]>([
    ['the second, where the URL names none', {}, ['no-answer'], `next: refer ${b}`],
    [
      'the first, after one that is not of the route',
      {},
      ['busy', { destination: { targets: ['sip:o@x'] } }],
      `refer ${a}`,
    ],
    [
      'by <Transfer>, if it is a number',
      {},
      ['busy', { destination: { targets: [b] } }],
      `transfer ${mobile}`,
    ],
    [
      'by <Transfer>, after one',
      {},
      ['busy', { destination: { targets: [a] } }, BY_TRANSFER],
      `transfer ${b}`,
    ],
    [
      'by <Transfer>, after a REFER that the endpoint of the caller refused',
      { outcomes: { refused: ['next'] } },
      ['refused', { destination: { targets: [a] } }],
      `transfer ${b}`,
    ],
    [
      'targets that ring at once',
      { routes: [{ name: 'all', destinations: [a, [a, b]] }] },
      ['busy', { destination: { targets: [a] } }],
      `transfer ${a},${b}`,
    ],
    [
      'without the retries of the one before',
      {},
      ['no-answer', { destination: { targets: [a] }, retries: 3 }],
      'retries 0',
    ],
    [
      'after another spelling',
      WITH_GROUP,
      ['busy', { destination: { targets: ['SIP:a@X.EXAMPLE'] } }],
      `refer ${b}`,
    ],
    [
      'after an escaped one',
      WITH_GROUP,
      ['busy', { destination: { targets: ['sip:%62@x.example'] } }],
      `transfer ${GROUP}`,
    ],
    [
      'after one leg of a group',
      WITH_GROUP,
      ['no-answer', { destination: { targets: ['sip:c@X.example'] } }],
      mobile,
    ],
    [
      'the same group, retried after one leg of it',
      WITH_GROUP,
      ['failed', { destination: { targets: ['sip:c@x.example'] } }, BY_TRANSFER],
      `retry: transfer ${GROUP} attempt 2 retries 1`,
    ],
    ...(['unreachable', 'unavailable', 'failed'] as const).map(
      (outcome): [string, object, Parameters<typeof ended>, string] => [
        `the same by <Transfer>, after ${outcome} where the REFER was not accepted`,
        { routes: [{ name: 'desk', destinations: [a] }] },
        [outcome, LAST, REFUSED_BY_ENDPOINT],
        `bridge: transfer ${a} attempt 2 retries 0`,
      ],
    ),
    [
      'the same by <Transfer>, where a policy asks for it whoever failed',
      { outcomes: { failed: ['bridge'] } },
      ['failed', LAST, FAILED_AT_DESTINATION],
      `bridge: transfer ${a}`,
    ],
  ])('is %s', (_which, policy, of, expected) => {
    expect(inShort(decided({ routes: [desk], ...policy }, ...of))).toContain(expected);
  });

  it.each<[string, string[], string[]]>([
    ['where the URL names none', [], [a]],
    ['in another spelling', ['SIP:a@X.EXAMPLE'], [a]],
    ['as one leg of a group', ['sip:c@X.example'], GROUP],
  ])('is told from the one that was tried, %s', (_how, destination, tried) => {
    const { ended } = decided(
      WITH_GROUP,
      'busy',
      destination.length ? { destination: { targets: destination } } : {},
    );
    expect(ended).toMatchObject({ route: 'desk', destination: { targets: tried } });
  });

  it.each([
    ['the second', 'sips:b@x.example', `refer ${a}`],
    ['the first', '"sip:a@x.example"', `refer ${b}`],
    ['the first two', 'sips:a@x.example sips:b@x.example', `transfer ${mobile}`],
    ['nobody', 'sips:who@x.example', `refer ${a}`],
  ])('is the first that an unreadable text does not name: it names %s', (_which, text, expected) => {
    const decision = decided({ routes: [desk] }, 'no-answer', { unreadableDestination: text });
    expect(inShort(decision)).toBe(`next: ${expected} attempt 2 retries 0`);
    expect(decision.ended).toMatchObject({ route: 'desk', unreadableDestination: text });
    expect(decision.ended.destination).toBeUndefined();
  });
});

describe('steps that do not apply are passed over, with the reason', () => {
  const ROUTES = { routes: [desk] };

  it.each<[string, object, Parameters<typeof ended>]>([
    ['next: no route', {}, ['declined', { destination: { targets: [a] } }]],
    ['next: no destination left', ROUTES, ['declined', { destination: { targets: [mobile] } }]],
    ['next: no destination left', ROUTES, ['busy', { unreadableDestination: `<${a} ${b} ${mobile}` }]],
    ['retry: destination unknown', {}, ['failed']],
    ['retry: destination unknown', ROUTES, ['failed', { unreadableDestination: `<${a} ${b} ${mobile}` }]],
    ['bridge: destination unknown', {}, ['refused']],
    ['retry: retries used up', {}, ['failed', LAST, FAILED_AT_DESTINATION]],
    ['bridge: REFER was accepted', {}, ['unreachable', LAST, FAILED_AT_DESTINATION]],
    ['bridge: REFER was accepted', {}, ['unavailable', LAST, FAILED_AT_DESTINATION]],
    ['bridge: already a transfer', { outcomes: { busy: ['bridge'] } }, ['busy', LAST, BY_TRANSFER]],
    ['next: attempts used up', ROUTES, ['declined', { attempt: 10 }]],
    ['next: attempts used up', ROUTES, ['declined', { attempt: 1_000_000 }]],
    ['next: attempts used up', { limits: { attempts: 2 }, ...ROUTES }, ['busy', { attempt: 2 }]],
    ['next: call too old', ROUTES, ['declined', {}, { callAgeSeconds: 3600 }]],
  ])('%s', (reason, policy, of) => {
    const { step, passedOver } = decided(policy, ...of);
    expect(passedOver.map((each) => `${each.step}: ${each.reason}`)).toContain(reason);
    expect(step).toBe('goodbye');
  });

  it('none where nothing can be done', () => {
    expect(decided(ROUTES, 'connected').passedOver).toEqual([]);
  });

  it('says goodbye should a list of steps be empty, which no parsed policy has', () => {
    const policy = parsePolicy(ROUTES);
    const empty = { ...policy, outcomes: { ...policy.outcomes, busy: [] } };
    const goodbye = { step: 'goodbye', prompt: policy.prompts.goodbye, action: { kind: 'hangup' } };
    expect(decide(ended('busy'), empty)).toMatchObject(goodbye);
    expect(decide(ended('busy'), { ...empty, routes: [] })).toMatchObject(goodbye);
  });
});

it('attempts count the first hand-off: 2 leaves one more', () => {
  expect(decided({ limits: { attempts: 2 }, routes: [desk] }, 'busy').action.kind).toBe('hand-off');
});

it('an old call is still redirected, which is no hand-off', () => {
  const url = 'https://app.example.com/survey';
  const policy = { outcomes: { completed: [{ step: 'redirect', url }] } };
  expect(decided(policy, 'completed', {}, { callAgeSeconds: 99_999 }).action).toEqual({
    kind: 'redirect',
    url,
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
    const { action } = decided(policy, 'busy', { route: 'desk', destination: { targets: [b] } });
    expect(action).toMatchObject({ transfer: { callTimeoutSeconds: 10, callerId: '+15550009999' } });
  });
});

describe('the options of the next <Transfer>', () => {
  const hidden = { privacy: true, callerId: '+15550003333', callerDisplayName: 'Private' };
  const changed = { privacy: false, callerId: '+15550009999' };

  it.each<[string, Outcome, object, object, object]>([
    ['none, where nothing says any', 'busy', {}, {}, {}],
    ['those of the last', 'busy', {}, hidden, hidden],
    ['those of the last, in a retry', 'failed', {}, hidden, hidden],
    ['those of the policy first', 'busy', changed, hidden, { ...hidden, ...changed }],
    [
      'without a name of ones own with privacy',
      'busy',
      {},
      { privacy: true, callerDisplayName: 'A' },
      { privacy: true },
    ],
    [
      'without a name of the policy with privacy',
      'busy',
      { callerDisplayName: 'A' },
      { privacy: true },
      { privacy: true },
    ],
    [
      'with a name of ones own where the number is shown',
      'busy',
      { callerDisplayName: 'A' },
      { privacy: false },
      { callerDisplayName: 'A', privacy: false },
    ],
  ])('are %s', (_which, outcome, transfer, last, expected) => {
    const of = [{ destination: { targets: [a] } }, { verb: 'transfer', transfer: last }] as const;
    const { action } = decided({ transfer, routes: [desk] }, outcome, ...of);
    expect(action.kind === 'hand-off' && action.transfer).toStrictEqual(expected);
  });
});

it('steps of a route replace those of the policy for that outcome only', () => {
  const routes = [{ ...desk, outcomes: { declined: ['hangup'] } }];
  const policy = { outcomes: { busy: ['hangup'] }, routes };
  const steps = (['busy', 'declined', 'no-answer'] as const).map((each) => decided(policy, each).step);
  expect(steps).toEqual(['hangup', 'hangup', 'next']);
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

describe('voicemail', () => {
  const step = { step: 'voicemail', maxSeconds: 90, silenceSeconds: 4, terminatingDigits: '*' };

  it('records where no destination is left, with the state of the hand-off that ended', () => {
    const policy = { outcomes: { busy: ['next', step] }, routes: [desk] };
    const {
      step: taken,
      prompt,
      action,
      passedOver,
    } = decided(policy, 'busy', { destination: { targets: [mobile] }, attempt: 3 });
    expect(taken).toBe('voicemail');
    expect(prompt).toEqual(parsePolicy({}).prompts.voicemail);
    expect(passedOver).toEqual([{ step: 'next', reason: 'no destination left' }]);
    expect(action).toEqual({
      kind: 'record',
      handOff: { route: 'desk', destination: { targets: [mobile] }, attempt: 3, retries: 0 },
      recording: { maxSeconds: 90, silenceSeconds: 4, terminatingDigits: '*' },
    });
  });

  it('applies where nothing else does: without a route, an attempt or time', () => {
    const policy = {
      limits: { attempts: 1, callSeconds: 1 },
      outcomes: { unrouted: ['voicemail'], busy: ['next', 'voicemail'] },
    };
    expect(begin({ verb: 'transfer', call: {} }, parsePolicy(policy))).toMatchObject({
      step: 'voicemail',
      action: { kind: 'record', handOff: { attempt: 0 } },
    });
    const limited = { ...policy, routes: [desk] };
    expect(decided(limited, 'busy', { destination: { targets: [a] } }, { callAgeSeconds: 9 }).step).toBe(
      'voicemail',
    );
  });

  it('has the prompt of the step, of the route, of the policy', () => {
    const prompts = { voicemail: { say: 'policy' } };
    const heard = (route: object, options: object = {}) =>
      decided(
        { prompts, outcomes: { busy: [{ step: 'voicemail', ...options }] }, routes: [{ ...desk, ...route }] },
        'busy',
      ).prompt;
    const own = { prompts: { voicemail: { say: 'route' } } };
    expect(heard(own, { prompt: { say: 'step' } })).toEqual({ say: 'step' });
    expect(heard(own)).toEqual({ say: 'route' });
    expect(heard({})).toEqual({ say: 'policy' });
  });
});

describe('after a message', () => {
  const handOff = { attempt: 2, retries: 1, destination: { targets: [a] } } as const;
  const redirect = { step: 'redirect', url: 'https://app.example.com/' } as const;
  const routes = [desk, { ...desk, name: 'other', outcomes: { recorded: [redirect] } }];

  it('the call keeps its route, and its state is only recorded', () => {
    const policy = parsePolicy({ routes });
    const decision = afterRecording(
      { call: {}, handOff: { ...handOff, route: 'other' }, isMessage: true },
      policy,
    );
    expect(decision).toEqual({
      outcome: 'recorded',
      route: policy.routes[1],
      ended: { ...handOff, route: 'other' },
      step: 'redirect',
      prompt: undefined,
      wait: undefined,
      action: { kind: 'redirect', url: redirect.url },
      steps: policy.routes[1]?.outcomes.recorded,
      passedOver: [],
    });
  });

  it('a goodbye has the prompt for who has left a message, a hangup its own', () => {
    const prompts = { goodbye: { say: 'failed' }, hangup: { say: 'bye' }, recorded: { say: 'thanks' } };
    const heard = (step: string, more: object = {}) =>
      afterRecording(
        { call: {}, handOff, isMessage: true },
        parsePolicy({ prompts, outcomes: { recorded: [step] }, ...more }),
      ).prompt;
    expect(heard('goodbye')).toEqual({ say: 'thanks' });
    expect(heard('hangup')).toEqual({ say: 'bye' });
    expect(heard('goodbye', { routes: [{ ...desk, prompts: { goodbye: { say: 'x' } } }] })).toEqual({
      say: 'thanks',
    });
    expect(heard('goodbye', { routes: [{ ...desk, prompts: { recorded: { say: 'merci' } } }] })).toEqual({
      say: 'merci',
    });
  });
});

it('a hand-off that ended was at least the first: no URL gives a call one attempt more', () => {
  const policy = { limits: { attempts: 1 }, routes: [desk] };
  const { ended: made, step } = decided(policy, 'no-answer', { attempt: 0, destination: { targets: [a] } });
  expect([made.attempt, step]).toEqual([1, 'goodbye']);
});
