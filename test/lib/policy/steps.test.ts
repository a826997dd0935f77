import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

describe('steps that are refused', () => {
  it.each<[string, unknown, string]>([
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
    ['one step that is no list', { outcomes: { busy: 'next' } }, 'found "next", expected a list of steps'],
    ['too many steps', { outcomes: { busy: Array(21).fill('next') } }, 'expected at most 20 steps'],
  ])('%s', (_mistake, input, expected) => {
    expect(refused(input).message).toContain(expected);
  });
});

it('every step is taken with options', () => {
  const steps = ['next', 'retry', 'bridge', 'goodbye', 'hangup'];
  for (const step of steps)
    expect(
      parsePolicy({ outcomes: { busy: [{ step, prompt: { say: 'x' } }] } }).outcomes.busy[0],
    ).toMatchObject({
      step,
      prompt: { say: 'x' },
    });
});

describe('a URL', () => {
  const redirectTo = (url: unknown) => ({ outcomes: { busy: [{ step: 'redirect', url }] } });

  it.each(['https://x.example/', 'http://x.example:8080/a?b=c', 'HTTPS://x.example'])(
    '%s is taken',
    (url) => {
      expect(parsePolicy(redirectTo(url)).outcomes.busy).toEqual([{ step: 'redirect', url }]);
    },
  );

  it.each([
    ['a number', 5],
    ['a path', '/voicemail'],
    ['another scheme', 'ftp://x.example/'],
    ['a text before it', 'see https://x.example/'],
    ['another scheme before it', 'data:https://x.example/'],
    ['a text after it', 'https://x.example/ <- here'],
    ['a host that is none', 'https://['],
  ])('%s is refused, once', (_which, url) => {
    expect(refused(redirectTo(url)).mistakes).toEqual([
      {
        path: 'outcomes.busy[0].url',
        found: JSON.stringify(url),
        expected: 'an absolute http or https URL',
      },
    ]);
  });

  it('longer than Bandwidth takes is refused', () => {
    const longest = `https://x.example/${'a'.repeat(2048 - 18)}`;
    expect(parsePolicy(redirectTo(longest)).outcomes.busy).toHaveLength(1);
    expect(refused(redirectTo(`${longest}a`)).mistakes).toMatchObject([
      { expected: 'a URL of at most 2,048 characters' },
    ]);
  });
});
