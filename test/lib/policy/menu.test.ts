import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused, refusedByBoth } from './refused.ts';

const MENU = { step: 'menu', prompt: { say: 'Press 1.' }, keys: { '1': 'voicemail' } };
const busy = (step: unknown) => ({ outcomes: { busy: ['next', step] } });

it('is taken with its defaults filled in, and its steps as those of a list', () => {
  const keys = { '1': 'retry', '*': { step: 'next', ringSeconds: 2 }, '#': 'hangup' };
  expect(parsePolicy(busy({ ...MENU, keys })).outcomes.busy).toEqual([
    { step: 'next' },
    {
      step: 'menu',
      prompt: { say: 'Press 1.' },
      keys: {
        '1': { step: 'retry', times: 1 },
        '*': { step: 'next', wait: { ringSeconds: 2 } },
        '#': { step: 'hangup' },
      },
      seconds: 6,
      otherwise: { step: 'goodbye' },
    },
  ]);
});

describe('a menu that is refused', () => {
  const ONE_LEVEL = '; a menu has one level, with no menu in it';
  const BY_NAME = 'one of "next", "retry", "bridge", "voicemail", "goodbye", "hangup"';
  const NAMES = 'one of "next", "retry", "bridge", "voicemail", "redirect", "goodbye", "hangup"';
  it.each<[string, object, string]>([
    ['no prompt', { prompt: undefined }, 'busy[1].prompt: found nothing, expected'],
    ['no keys', { keys: undefined }, 'busy[1].keys: found nothing, expected'],
    ['no key', { keys: {} }, 'busy[1].keys: found {}, expected at least one key'],
    [
      'a list of keys',
      { keys: ['voicemail'] },
      'busy[1].keys: found "a list", expected an object such as { "1": "voicemail" }',
    ],
    [
      'two keys at once',
      { keys: { '11': 'next' } },
      'busy[1].keys.11: found an unknown key, expected one of ',
    ],
    ['a letter', { keys: { one: 'next' } }, 'busy[1].keys.one: found an unknown key'],
    [
      'an unknown step',
      { keys: { '1': 'voicmail' } },
      `busy[1].keys.1: found "voicmail", expected ${BY_NAME}; did you mean "voicemail"?`,
    ],
    [
      'no wait in it',
      { keys: { '1': { step: 'voicemail', pauseSeconds: 1 } } },
      'busy[1].keys.1.pauseSeconds: found an unknown key',
    ],
    [
      'two waits',
      { keys: { '1': { step: 'next', pauseSeconds: 1, ringSeconds: 1 } } },
      'busy[1].keys.1: found',
    ],
    ['a wait of its own', { pauseSeconds: 1 }, 'busy[1].pauseSeconds: found an unknown key'],
    ['too long a time', { seconds: 31 }, 'busy[1].seconds: found 31, expected a whole number from 1 to 30'],
    [
      'a menu in a menu',
      { keys: { '1': MENU } },
      `busy[1].keys.1.step: found "menu", expected ${NAMES}${ONE_LEVEL}`,
    ],
    [
      'by its name',
      { keys: { '1': 'menu' } },
      `busy[1].keys.1: found "menu", expected ${BY_NAME}${ONE_LEVEL}`,
    ],
    [
      'for the rest',
      { otherwise: MENU },
      `busy[1].otherwise.step: found "menu", expected ${NAMES}${ONE_LEVEL}`,
    ],
    ['an unknown rest', { otherwise: 'godbye' }, 'did you mean "goodbye"?'],
  ])('%s', (_mistake, changes, expected) => {
    const input = busy(JSON.parse(JSON.stringify({ ...MENU, ...changes })));
    expect(refusedByBoth(input).message).toContain(expected);
  });

  it('by its name alone', () => {
    expect(refusedByBoth(busy('menu')).message).toContain(
      'busy[1]: found "menu", expected an object with "step", "prompt" and "keys"',
    );
  });

  it('with a step after it, which only synth tells', () => {
    expect(refused({ outcomes: { busy: [MENU, 'next'] } }).message).toContain('no step after "menu",');
  });

  it('after a message', () => {
    expect(refusedByBoth({ outcomes: { recorded: [MENU] } }).message).toContain(
      'one of "redirect", "goodbye", "hangup"',
    );
  });

  it('with a key that JavaScript has for itself', () => {
    const input = JSON.parse(
      '{"outcomes":{"busy":[{"step":"menu","prompt":{"say":"x"},"keys":{"__proto__":"next"}}]}}',
    );
    expect(refused(input).message).toContain('keys');
  });
});
