import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused, refusedByBoth } from './refused.ts';

const busy = (...steps: unknown[]) => ({ outcomes: { busy: steps } });
const BY_NAME = 'one of "next", "retry", "bridge", "voicemail", "goodbye", "hangup"';
const NAMES = 'one of "next", "retry", "bridge", "menu", "voicemail", "redirect", "goodbye", "hangup"';
const OPTIONS = 'one of "step", "times", "prompt", "pauseSeconds", "ringSeconds"';

describe('steps that are refused', () => {
  it.each<[string, unknown, string]>([
    ['an unknown outcome', { outcomes: { bussy: ['next'] } }, 'did you mean "busy"?'],
    [
      'an outcome without steps',
      { outcomes: { connected: ['next'] } },
      'outcomes.connected: found an unknown key',
    ],
    ['an unknown step', busy('nxt'), `busy[0]: found "nxt", expected ${BY_NAME}; did you mean "next"?`],
    [
      'with options',
      busy({ step: 'retri' }),
      `busy[0].step: found "retri", expected ${NAMES}; did you mean "retry"?`,
    ],
    ['a number', busy(5), `busy[0]: found 5, expected ${NAMES}`],
    ['no name', busy({}), `busy[0].step: found nothing, expected ${NAMES}`],
    ['null', busy(null), `busy[0]: found null, expected ${NAMES}`],
    [
      'an unknown option',
      busy({ step: 'retry', tims: 2 }),
      `busy[0].tims: found an unknown key, expected ${OPTIONS}; did you mean "times"?`,
    ],
    [
      'no retry',
      busy({ step: 'retry', times: 0 }),
      'busy[0].times: found 0, expected a whole number from 1 to 20',
    ],
    [
      'a wait before a goodbye',
      busy({ step: 'goodbye', pauseSeconds: 2 }),
      'pauseSeconds: found an unknown key',
    ],
    ['no URL', busy({ step: 'redirect' }), 'busy[0].url: found nothing, expected the key "url"'],
    ['no step at all', busy(), 'outcomes.busy: found [], expected at least one step'],
    [
      'two waits',
      busy({ step: 'next', pauseSeconds: 1, ringSeconds: 1 }),
      'either "pauseSeconds" or "ringSeconds"',
    ],
    [
      'a long wait',
      busy({ step: 'next', pauseSeconds: 301 }),
      'found 301, expected a number of seconds from 0.1 to 300',
    ],
    ['no list', { outcomes: { busy: 'next' } }, 'found "next", expected a list of steps'],
    ['too many steps', busy(...Array(21).fill('next')), 'expected at most 20 steps'],
  ])('%s', (_mistake, input, expected) => {
    expect(refusedByBoth(input).message).toContain(expected);
  });

  it.each(['goodbye', 'voicemail', { step: 'redirect', url: 'https://x.example/' }])(
    'one after %j, which only synth tells',
    (step) => {
      expect(refused(busy(step, 'next')).message).toContain(
        'no step after "menu", "voicemail", "redirect", "goodbye" or "hangup": it would never be reached',
      );
    },
  );
});

it.each(['next', 'retry', 'bridge', 'voicemail', 'goodbye', 'hangup'])('%s is taken with options', (step) => {
  const prompt = { say: 'x' };
  expect(parsePolicy(busy({ step, prompt })).outcomes.busy[0]).toMatchObject({ step, prompt });
});
