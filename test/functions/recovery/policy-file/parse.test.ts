import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STEPS } from '../../../../functions/recovery/default-steps.ts';
import { PolicyError, parsePolicy } from '../../../../functions/recovery/policy-file/parse.ts';
import { policyFile } from '../arbitraries.ts';

const destinations = ['sip:a@x.example'];

const mistakes = (input: unknown): string => {
  try {
    parsePolicy(input);
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  throw new Error('the policy was taken');
};

describe('parsePolicy completes', () => {
  it('{}: the default steps, limits and goodbye', () => {
    expect(parsePolicy({})).toEqual({
      limits: { attempts: 10, callSeconds: 3600 },
      outcomes: DEFAULT_STEPS,
      prompts: { goodbye: { say: expect.stringContaining('Goodbye') } },
      transfer: {},
      routes: [],
    });
  });

  it('a list of steps that does not end: goodbye is added', () => {
    const { outcomes } = parsePolicy({
      outcomes: { busy: ['retry', { step: 'next', ringSeconds: 2 }, { step: 'bridge' }] },
    });
    expect(outcomes.busy).toEqual([
      { step: 'retry', times: 1 },
      { step: 'next', wait: { ringSeconds: 2 } },
      { step: 'bridge' },
      { step: 'goodbye' },
    ]);
    expect(outcomes.declined).toEqual(DEFAULT_STEPS.declined);
  });

  it('the options of a retry', () => {
    const { outcomes } = parsePolicy({
      outcomes: { busy: [{ step: 'retry', times: 3, pauseSeconds: 1.5 }, 'hangup'] },
    });
    expect(outcomes.busy).toEqual([
      { step: 'retry', times: 3, wait: { pauseSeconds: 1.5 } },
      { step: 'hangup' },
    ]);
  });

  it('a route: one text as a list, lower case, single targets as destinations', () => {
    const match = { to: 'SIP:*@X.example', tag: ['A', 'b'] };
    const { routes } = parsePolicy({
      routes: [{ name: 'r', match, destinations: ['+15550001111', destinations] }],
    });
    expect(routes[0]).toMatchObject({
      match: { to: ['sip:*@x.example'], tag: ['a', 'b'] },
      destinations: [['+15550001111'], ['sip:a@x.example']],
    });
  });

  it('a destination just short enough for a URL', () => {
    const targets = Array.from({ length: 6 }, (_, index) => `sip:${'a'.repeat(237 + (index < 3 ? 1 : 0))}@x`);
    expect(encodeURIComponent(targets.join(','))).toHaveLength(1500);
    const { routes } = parsePolicy({ routes: [{ name: 'r', destinations: [targets] }] });
    expect(routes[0]?.destinations).toEqual([targets]);
  });

  it('any policy, so that every list of steps ends in a final step and nowhere before', () => {
    fc.assert(
      fc.property(policyFile, (file) => {
        const policy = parsePolicy(file);
        for (const steps of [policy, ...policy.routes].flatMap(({ outcomes }) => Object.values(outcomes))) {
          const final = steps.map(({ step }) => ['redirect', 'goodbye', 'hangup'].includes(step));
          expect(final.indexOf(true)).toBe(steps.length - 1);
        }
      }),
    );
  });

  it('a policy that is JSON again, as the bundle carries it', () => {
    fc.assert(
      fc.property(policyFile, (file) => {
        const policy = parsePolicy(file);
        expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
      }),
    );
  });
});

describe('parsePolicy reports', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'x', '  the file: found "x", expected an object'],
    ['null', null, '  the file: found null, expected an object'],
    ['a list', [], '  the file: found "a list", expected an object'],
    [
      'an unknown key',
      { limts: {} },
      '  limts: found an unknown key, expected one of "$schema", "limits", "outcomes", "prompts", "transfer", "routes"; did you mean "limits"?',
    ],
    ['an unknown outcome', { outcomes: { bussy: ['next'] } }, 'did you mean "busy"?'],
    [
      'an outcome that has no steps',
      { outcomes: { connected: ['next'] } },
      '  outcomes.connected: found an unknown key',
    ],
    [
      'an unknown step',
      { outcomes: { busy: ['nxt'] } },
      '  outcomes.busy[0]: found "nxt", expected one of "next", "retry", "bridge", "goodbye", "hangup"; did you mean "next"?',
    ],
    [
      'an unknown step with options',
      { outcomes: { busy: [{ step: 'retri' }] } },
      '  outcomes.busy[0].step: found "retri", expected one of "next", "retry", "bridge", "redirect", "goodbye", "hangup"; did you mean "retry"?',
    ],
    ['a step that is no step', { outcomes: { busy: [5] } }, '  outcomes.busy[0]: found 5, expected'],
    [
      'a step without its name',
      { outcomes: { busy: [{}] } },
      '  outcomes.busy[0].step: found nothing, expected one of "next"',
    ],
    [
      'a step that is null',
      { outcomes: { busy: [null] } },
      '  outcomes.busy[0]: found null, expected one of "next"',
    ],
    [
      'an unknown option',
      { outcomes: { busy: [{ step: 'retry', tims: 2 }] } },
      '  outcomes.busy[0].tims: found an unknown key, expected one of "step", "times", "prompt", "pauseSeconds", "ringSeconds"; did you mean "times"?',
    ],
    [
      'a wait where nothing is waited for',
      { outcomes: { busy: [{ step: 'goodbye', pauseSeconds: 2 }] } },
      'busy[0].pauseSeconds: found an unknown key',
    ],
    [
      'a redirect without a URL',
      { outcomes: { busy: [{ step: 'redirect' }] } },
      '  outcomes.busy[0].url: found nothing, expected the key "url"',
    ],
    [
      'a relative URL',
      { outcomes: { busy: [{ step: 'redirect', url: '/voicemail' }] } },
      'busy[0].url: found "/voicemail", expected an absolute http or https URL',
    ],
    ['no step at all', { outcomes: { busy: [] } }, '  outcomes.busy: found [], expected at least one step'],
    [
      'a step that is never reached',
      { outcomes: { busy: ['goodbye', 'next'] } },
      'expected nothing after "redirect", "goodbye" or "hangup"',
    ],
    [
      'a step that is never reached, after one with options',
      { outcomes: { busy: [{ step: 'redirect', url: 'https://x.example/' }, 'next'] } },
      'expected nothing after "redirect", "goodbye" or "hangup"',
    ],
    [
      'two kinds of waiting',
      { outcomes: { busy: [{ step: 'next', pauseSeconds: 1, ringSeconds: 1 }] } },
      'expected either "pauseSeconds" or "ringSeconds"',
    ],
    [
      'too long a wait',
      { outcomes: { busy: [{ step: 'next', pauseSeconds: 301 }] } },
      'found 301, expected a number of seconds from 0.1 to 300',
    ],
    [
      'no attempt',
      { limits: { attempts: 0 } },
      '  limits.attempts: found 0, expected a whole number from 1 to 50',
    ],
    ['half an attempt', { limits: { attempts: 1.5 } }, 'found 1.5, expected a whole number from 1 to 50'],
    [
      'a time limit as text',
      { limits: { callSeconds: '60' } },
      '  limits.callSeconds: found "60", expected a whole number from 1 to 86400',
    ],
    [
      'a prompt of nothing',
      { prompts: { goodbye: {} } },
      '  prompts.goodbye: found {}, expected either "say" or "play"',
    ],
    [
      'a prompt of both',
      { prompts: { goodbye: { say: 'x', play: 'https://x.example/a.wav' } } },
      'expected either "say" or "play"',
    ],
    [
      'a voice beside a file',
      { prompts: { next: { play: 'https://x.example/a.wav', voice: 'kate' } } },
      'beside "say" only',
    ],
    [
      'a blank text',
      { prompts: { next: { say: ' ' } } },
      '  prompts.next.say: found " ", expected a text that is not blank',
    ],
    [
      'a control character',
      { prompts: { next: { say: 'a\u0007' } } },
      'expected a text without control characters',
    ],
    [
      'a text that takes a caller minutes',
      { prompts: { next: { say: 'x'.repeat(4001) } } },
      'x…, expected a text of at most 4,000 characters',
    ],
    ['an unknown voice', { prompts: { next: { say: 'x', voice: 'jule' } } }, '…; did you mean "julie"?'],
    [
      'a locale that is none',
      { prompts: { next: { say: 'x', locale: 'english' } } },
      'expected a locale such as "en_US"',
    ],
    [
      'too long a ringing',
      { transfer: { callTimeoutSeconds: 301 } },
      '  transfer.callTimeoutSeconds: found 301, expected a number of seconds from 1 to 300',
    ],
    ['a caller id that is none', { transfer: { callerId: '5551234567' } }, 'expected an E.164 number'],
    [
      'a display name that privacy forbids',
      { transfer: { privacy: true, callerDisplayName: 'Bob' } },
      'Restricted, Anonymous, Private or Unavailable',
    ],
    [
      'too long a display name',
      { transfer: { callerDisplayName: 'x'.repeat(257) } },
      'expected a name of at most 256 characters',
    ],
    [
      'a route without a name',
      { routes: [{ destinations }] },
      '  routes[0].name: found nothing, expected the key "name"',
    ],
    [
      'a route name that is no word',
      { routes: [{ name: 'a b', destinations }] },
      '  routes[0].name: found "a b", expected a name of 1 to 64 letters',
    ],
    [
      'two routes of one name',
      {
        routes: [
          { name: 'a', destinations },
          { name: 'a', destinations },
        ],
      },
      'expected a name of its own for each route',
    ],
    [
      'a route to nowhere',
      { routes: [{ name: 'a', destinations: [] }] },
      '  routes[0].destinations: found [], expected at least one destination',
    ],
    [
      'a tel: URI',
      { routes: [{ name: 'a', destinations: ['tel:+15550001111'] }] },
      '  routes[0].destinations[0]: found "tel:+15550001111", expected a sip: URI (without commas) or an E.164 number',
    ],
    [
      'a mistake in a list of targets',
      { routes: [{ name: 'a', destinations: [['sip:a@x', 'x']] }] },
      '  routes[0].destinations[0][1]: found "x", expected a sip: URI',
    ],
    [
      'nine targets at once',
      { routes: [{ name: 'a', destinations: [Array(9).fill('sip:a@x')] }] },
      'expected at most 8 targets',
    ],
    [
      'targets too long for a URL',
      {
        routes: [
          { name: 'a', destinations: [Array.from({ length: 8 }, (_, i) => `sip:${i}${'a'.repeat(200)}@x`)] },
        ],
      },
      'expected targets that take at most 1500 characters in a URL',
    ],
    [
      'a destination twice',
      { routes: [{ name: 'a', destinations: ['sip:a@x', 'sip:a@x'] }] },
      'expected each destination once',
    ],
    [
      'two stars',
      { routes: [{ name: 'a', match: { to: 'a**' }, destinations }] },
      '  routes[0].match.to: found "a**", expected a text, in which one * may stand for any text',
    ],
    [
      'a match on an unknown field',
      { routes: [{ name: 'a', match: { too: 'x' }, destinations }] },
      'routes[0].match.too: found an unknown key',
    ],
  ])('%s', (_mistake, input, expected) => {
    expect(mistakes(input)).toContain(expected);
  });

  it('every mistake at once', () => {
    expect(mistakes({ limts: {}, limits: { attempts: 0 }, routes: {} }).split('\n')).toHaveLength(3);
  });

  it('mistakes of any JSON value, and never another error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          parsePolicy(value);
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyError);
        }
      }),
    );
  });
});
