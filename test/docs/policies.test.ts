import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { afterMenu, begin, decide } from '../../functions/recovery/decide.ts';
import type { Decision } from '../../functions/recovery/decision.ts';
import type { Targets } from '../../functions/recovery/destination.ts';
import type { HandOffVerb, Outcome } from '../../functions/recovery/outcome.ts';
import type { CallFields, Policy } from '../../functions/recovery/policy.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { policyWarnings } from '../../lib/policy/warnings.ts';
import { PROJECT } from '../bin/program.ts';

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');
const policyOf = (name: string): Policy => parsePolicy(JSON.parse(read(`docs/policies/${name}.json`)));
const page = read('docs/policy.md');

const ANNA: Targets = ['sip:anna@office.example.com'];
const BEN: Targets = ['sip:ben@office.example.com'];
const MOBILE: Targets = ['+15556667777'];
const DESK: Targets = ['sip:desk@office.example.com'];

/** What a decision comes to: its step, what the caller hears, and where the call goes by what. */
function told({ step, prompt, action }: Decision): unknown[] {
  const says = prompt && ('say' in prompt ? prompt.say : prompt.play);
  if (action.kind === 'hand-off') return [step, says, action.verb, action.handOff.destination.targets];
  return [step, says, action.kind, ...(action.kind === 'redirect' ? [action.url] : [])];
}

function ended(
  policy: Policy,
  verb: HandOffVerb,
  outcome: Outcome,
  targets: Targets,
  { attempt = 1, retries = 0, route = undefined as string | undefined, call = {} as CallFields } = {},
): unknown[] {
  return told(
    decide({ verb, outcome, call, handOff: { route, destination: { targets }, attempt, retries } }, policy),
  );
}

describe('two desks and a mobile', () => {
  const policy = policyOf('desks-and-mobile');
  const next = 'One moment, please. We are trying a colleague.';
  const goodbye = 'We are sorry. Nobody can take your call right now. Goodbye.';

  it('goes from Anna to Ben to the mobile', () => {
    expect(ended(policy, 'refer', 'no-answer', ANNA)).toEqual(['next', next, 'refer', BEN]);
    expect(ended(policy, 'refer', 'busy', BEN, { attempt: 2 })).toEqual(['next', next, 'transfer', MOBILE]);
    expect(ended(policy, 'transfer', 'no-answer', MOBILE, { attempt: 3 })).toEqual([
      'goodbye',
      goodbye,
      'hangup',
    ]);
  });

  it('asks a busy mobile twice, and a busy desk once', () => {
    const retry = ended(policy, 'transfer', 'busy', MOBILE, { attempt: 3 });
    expect(retry).toEqual(['retry', 'The line is busy. We are trying it once more.', 'transfer', MOBILE]);
    expect(ended(policy, 'transfer', 'busy', MOBILE, { attempt: 4, retries: 1 })[0]).toBe('goodbye');
    expect(ended(policy, 'transfer', 'busy', ANNA)).toEqual(['next', next, 'transfer', BEN]);
  });

  it('bridges for a phone that does not know REFER, and stops after five hand-offs', () => {
    expect(ended(policy, 'refer', 'refused', ANNA)).toEqual(['bridge', undefined, 'transfer', ANNA]);
    expect(ended(policy, 'transfer', 'failed', ANNA, { attempt: 4, retries: 1 })[0]).toBe('next');
    expect(ended(policy, 'transfer', 'failed', ANNA, { attempt: 5, retries: 1 })[0]).toBe('goodbye');
  });
});

describe('ring together, then voicemail', () => {
  const policy = policyOf('ring-then-voicemail');
  const all: Targets = [...ANNA, ...BEN, ...MOBILE];
  const voicemail = ['voicemail', 'Nobody can take your call. Please leave a message.', 'record'];

  it('rings all three at once for 25 seconds, whatever kind of call it is', () => {
    for (const verb of ['refer', 'transfer'] as const) {
      const decision = begin({ verb, call: { to: 'sip:team@bw.example.com' } }, policy);
      expect(told(decision)).toEqual(['begin', undefined, 'transfer', all]);
      expect(decision.action).toMatchObject({ transfer: { callTimeoutSeconds: 25 } });
    }
  });

  it('ends every failure at the voicemail, some after retries', () => {
    for (const outcome of ['busy', 'no-answer', 'declined', 'misconfigured'] as const) {
      expect(ended(policy, 'transfer', outcome, all)).toEqual(voicemail);
    }
    for (const [outcome, retries] of [
      ['throttled', 2],
      ['failed', 1],
    ] as const) {
      expect(ended(policy, 'transfer', outcome, all, { retries: retries - 1 })[0]).toBe('retry');
      expect(ended(policy, 'transfer', outcome, all, { retries, attempt: retries + 1 })).toEqual(voicemail);
    }
  });

  it('sends nobody to the voicemail after a conversation', () => {
    expect(ended(policy, 'transfer', 'completed', all)).toEqual(['hangup', undefined, 'hangup']);
  });
});

describe('a language per route', () => {
  const policy = policyOf('language-per-route');
  const heard = (call: CallFields, route?: string) =>
    ended(policy, 'refer', 'busy', ['sip:x'], { call, route })[1];

  it('is chosen by the number, by the tag, else English', () => {
    expect(heard({ to: '+15553334444' })).toBe('Un momento, por favor.');
    expect(heard({ to: 'SIP:Ventas@bw.example.com' })).toBe('Un momento, por favor.');
    expect(heard({ to: '+15550001111', tag: 'fr-CA' })).toBe("Un instant, s'il vous plaît.");
    expect(heard({ to: '+15550001111', tag: 'en-CA' })).toBe('One moment, please.');
  });

  it('is kept by a running conversation, whatever the call matches', () => {
    expect(heard({ to: '+15553334444' }, 'ventes')).toBe("Un instant, s'il vous plaît.");
  });

  it('takes every call, and says goodbye in its language', () => {
    expect(begin({ verb: 'transfer', call: {} }, policy).ended.route).toBe('sales');
    const last = ended(policy, 'transfer', 'busy', MOBILE, { route: 'ventas', attempt: 2 });
    expect(last).toEqual(['goodbye', 'Lo sentimos. Nadie puede atender su llamada. Adiós.', 'hangup']);
  });
});

describe('an AI agent hands the caller to a person', () => {
  const policy = policyOf('agent-to-person');
  const back = (why: string) => [
    'redirect',
    'Nobody is free at the moment. You are back with our assistant.',
    'redirect',
    `https://agent.example.com/bxml?person=${why}`,
  ];

  it('gives the caller back after the last person, and says why', () => {
    expect(ended(policy, 'transfer', 'no-answer', ANNA)).toEqual(['next', undefined, 'transfer', MOBILE]);
    for (const why of ['busy', 'no-answer', 'declined'] as const)
      expect(ended(policy, 'transfer', why, MOBILE, { attempt: 2 })).toEqual(back(why));
    for (const outcome of ['misconfigured', 'cancelled', 'failed'] as const)
      expect(ended(policy, 'transfer', outcome, MOBILE, { attempt: 2 })).toEqual(back('failed'));
  });

  it('does not let a caller wait where Bandwidth has no room, and ends a talk as its person did', () => {
    expect(ended(policy, 'transfer', 'throttled', ANNA)).toEqual(back('throttled'));
    expect(ended(policy, 'transfer', 'completed', ANNA)).toEqual(['hangup', undefined, 'hangup']);
  });
});

describe('office hours, a mobile at night, then voicemail', () => {
  const policy = policyOf('office-hours');
  const goesTo = (eventTime: string) =>
    told(begin({ verb: 'transfer', call: { to: '+15553334444' }, eventTime }, policy))[3];

  it.each([
    ['on a Wednesday at 09:00', '2026-11-25T14:00:00Z', ANNA],
    ['at lunch', '2026-11-25T17:30:00Z', MOBILE],
    ['at night', '2026-11-26T03:00:00Z', MOBILE],
    ['on a Sunday', '2026-11-22T15:00:00Z', MOBILE],
    ['on Christmas Day, in every year', '2029-12-25T15:00:00Z', MOBILE],
    ['on New Year', '2027-01-01T15:00:00Z', MOBILE],
    ['on Thanksgiving, in every year', '2028-11-23T15:00:00Z', MOBILE],
    ['on Memorial Day, in every year', '2027-05-31T15:00:00Z', MOBILE],
    ['on the afternoon of 24 December 2026', '2026-12-24T19:00:00Z', MOBILE],
  ])('rings %s', (_when, time, destination) => expect(goesTo(time)).toEqual(destination));

  it('does not ring the mobile in office hours, and takes a message', () => {
    const decision = decide(
      {
        ...{ verb: 'transfer', outcome: 'busy', call: {}, eventTime: '2026-11-25T14:00:00Z' },
        handOff: { route: undefined, destination: { targets: BEN }, attempt: 2, retries: 1 },
      },
      policy,
    );
    expect(told(decision)[0]).toBe('voicemail');
    expect(decision.passedOver.map(({ reason }) => reason)).toEqual(['closed']);
  });

  it('lets the mobile ring longer, and the desks as the policy says', () => {
    const at = (eventTime: string) => begin({ verb: 'transfer', call: {}, eventTime }, policy).action;
    expect(at('2026-11-26T03:00:00Z')).toMatchObject({ transfer: { callTimeoutSeconds: 40 } });
    expect(at('2026-11-25T14:00:00Z')).toMatchObject({ transfer: { callTimeoutSeconds: 20 } });
  });
});

describe('mobiles, with press 1', () => {
  const policy = policyOf('mobiles-press-1');
  const extension: Targets = ['+15558889999'];
  const asked = {
    callTimeoutSeconds: 20,
    announce: { say: 'A call for support.' },
    confirm: { key: '1', seconds: 8, prompt: { say: 'Press 1 to take it.' } },
  };

  it('asks who answers the mobile, and gives them 20 seconds to answer', () => {
    const handOff = { destination: { targets: DESK }, attempt: 1, retries: 0 };
    const decision = decide({ verb: 'refer', outcome: 'busy', call: {}, handOff }, policy);
    expect(told(decision)).toEqual(['next', undefined, 'transfer', MOBILE]);
    expect(decision.action).toMatchObject({ transfer: asked });
  });

  it('goes past its mailbox to the extension, then takes a message', () => {
    const next = ended(policy, 'transfer', 'not-accepted', MOBILE, { attempt: 2 });
    expect(next).toEqual(['next', undefined, 'transfer', extension]);
    expect(ended(policy, 'transfer', 'no-answer', extension, { attempt: 3 })[0]).toBe('voicemail');
  });
});

describe('an on-call line', () => {
  const policy = policyOf('on-call');
  const [first, second]: [Targets, Targets] = [['+15556667777'], ['+15556667788']];

  it('calls two people in turn, each of whom is asked, and then asks the caller', () => {
    const begun = begin({ verb: 'transfer', call: {}, context: 'ticket-4711' }, policy);
    expect(begun.action).toMatchObject({
      handOff: { destination: { targets: first } },
      transfer: { confirm: { key: '1' } },
    });
    expect(ended(policy, 'transfer', 'not-accepted', first)[3]).toEqual(second);
    expect(ended(policy, 'transfer', 'no-answer', second, { attempt: 2 })[0]).toBe('menu');
  });

  it.each([
    ['1', 'voicemail'],
    ['2', 'retry'],
    ['', 'voicemail'],
  ])('takes the key %j for %s', (digits, step) => {
    const handOff = { destination: { targets: second }, attempt: 2, retries: 0, menu: 'transfer.no-answer' };
    expect(afterMenu({ call: {}, handOff, digits }, policy)).toMatchObject({ outcome: 'chosen', step });
  });

  it('begins no hand-off after 90 seconds', () => {
    const [since, eventTime] = ['2026-04-30T00:00:00.000Z', '2026-04-30T00:01:30.000Z'];
    const handOff = { destination: { targets: first }, attempt: 1, retries: 0, since };
    expect(decide({ verb: 'transfer', outcome: 'busy', call: {}, eventTime, handOff }, policy).step).toBe(
      'menu',
    );
  });
});

it.each(readdirSync(join(PROJECT, 'docs/policies')))('%s has nothing to warn of', (name) => {
  expect(policyWarnings(policyOf(name.replace('.json', '')))).toEqual([]);
});

test('the page leads to each policy file', () => {
  const names = readdirSync(join(PROJECT, 'docs/policies'));
  expect([...page.matchAll(/\]\(policies\/(.+?)\)/g)].map(([, name]) => name).sort()).toEqual(names.sort());
});

/** What the page says to ask of each policy, as a shell runs it. */
const commands = [...page.matchAll(/^\[([\w-]+)\]\(policies\/.* \| `(.+)`$/gm)].map(
  ([, name, asked]) => `explain ${asked} --policy docs/policies/${name}.json`,
);

test('the page asks something of each policy', () =>
  expect(commands).toHaveLength(readdirSync(join(PROJECT, 'docs/policies')).length));

it.each(commands)('%s explains what happens', (command) => {
  const program = `${process.execPath} bin/explain.ts`;
  const { stdout, status } = spawnSync('sh', ['-c', command.replace('explain', program)], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/^(callback|route) /m);
  expect(status).toBe(0);
});
