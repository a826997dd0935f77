import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refusedByBoth } from './refused.ts';

const voicemail = (options: object) => ({ outcomes: { busy: ['next', { step: 'voicemail', ...options }] } });

describe('the limits of <Record>', () => {
  it.each([
    [{}],
    [{ maxSeconds: 1, silenceSeconds: 0, terminatingDigits: '' }],
    [{ maxSeconds: 10_800, silenceSeconds: 10_800, terminatingDigits: '0123456789*#' }],
    [{ prompt: { say: 'After the tone, please.' }, maxSeconds: 120 }],
  ])('%j is taken', (options) => {
    expect(parsePolicy(voicemail(options)).outcomes.busy[1]).toEqual({ step: 'voicemail', ...options });
  });

  const DIGITS = 'keys of a telephone, each once: 0 to 9, * and #';
  it.each([
    ['maxSeconds', 0, 'a whole number from 1 to 10800'],
    ['maxSeconds', 10_801, 'a whole number from 1 to 10800'],
    ['maxSeconds', 1.5, 'a whole number from 1 to 10800'],
    ['silenceSeconds', -1, 'a whole number from 0 to 10800'],
    ['silenceSeconds', 10_801, 'a whole number from 0 to 10800'],
    ['terminatingDigits', 'A', DIGITS],
    ['terminatingDigits', '1a', DIGITS],
    ['terminatingDigits', '11', DIGITS],
    ['terminatingDigits', '1#1', DIGITS],
    ['terminatingDigits', '#\n', DIGITS],
    ['terminatingDigits', 1, DIGITS],
  ])('%s of %j is refused', (name, value, expected) => {
    expect(refusedByBoth(voicemail({ [name]: value })).mistakes).toEqual([
      { path: `outcomes.busy[1].${name}`, expected, found: JSON.stringify(value) },
    ]);
  });
});

describe('what follows a message', () => {
  const REDIRECT = { step: 'redirect', url: 'https://app.example.com/' };

  it.each([['goodbye'], ['hangup'], [REDIRECT], [{ step: 'goodbye', prompt: { say: 'Bye' } }]])(
    '%j is taken',
    (step) => {
      expect(parsePolicy({ outcomes: { recorded: [step] } }).outcomes.recorded).toHaveLength(1);
    },
  );

  it.each<[string, unknown[], string]>([
    ['nobody is called', ['next'], 'one of "goodbye", "hangup"'],
    ['no second message', ['voicemail'], 'one of "goodbye", "hangup"'],
    ['nobody is called', [{ step: 'retry', times: 2 }], 'one of "redirect", "goodbye", "hangup"'],
    ['no second message', [{ step: 'voicemail' }], 'one of "redirect", "goodbye", "hangup"'],
    [
      'nothing follows',
      ['goodbye', 'hangup'],
      'one step: each that is allowed after a message always applies',
    ],
    ['something follows', [], 'one step: each that is allowed after a message always applies'],
  ])('%s: %j is refused', (_rule, steps, expected) => {
    expect(refusedByBoth({ outcomes: { recorded: steps } }).message).toContain(expected);
    expect(
      refusedByBoth({
        routes: [{ name: 'a', destinations: ['sip:a@b.example'], outcomes: { recorded: steps } }],
      }).message,
    ).toContain(`routes[0].outcomes.recorded`);
  });

  it('is no list', () => {
    expect(refusedByBoth({ outcomes: { recorded: 'goodbye' } }).message).toContain(
      'expected a list of one step',
    );
  });
});

it('a message may have no outcome of its own: it is only recorded', () => {
  expect(refusedByBoth({ outcomes: { voicemail: ['goodbye'] } }).message).toContain(
    'outcomes.voicemail: found an unknown key',
  );
});
