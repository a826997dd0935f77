import { describe, expect, it } from 'vitest';
import { refused } from './refused.ts';

const mistakesOf = (input: unknown) =>
  refused(input).mistakes.map(({ path, found, expected }) => `${path}: ${found}: ${expected}`);

const STEPS = '"next", "retry", "bridge", "goodbye", "hangup"';
const STEPS_WITH_OPTIONS = '"next", "retry", "bridge", "redirect", "goodbye", "hangup"';
const TARGET = 'a sip: URI (without commas) or an E.164 number such as +15551234567';

describe('of the alternatives of a value, only the one that was meant is told', () => {
  it.each<[string, object, string]>([
    [
      'a text for a step',
      { busy: ['nxt'] },
      `outcomes.busy[0]: "nxt": one of ${STEPS}; did you mean "next"?`,
    ],
    ['a number for a step', { busy: [5] }, `outcomes.busy[0]: 5: one of ${STEPS_WITH_OPTIONS}`],
    [
      'an object whose step is none',
      { busy: [{ step: 'voicemail' }] },
      `outcomes.busy[0].step: "voicemail": one of ${STEPS_WITH_OPTIONS}`,
    ],
    [
      'an object with a mistake inside',
      { busy: [{ step: 'retry', times: 0 }] },
      'outcomes.busy[0].times: 0: a whole number from 1 to 20',
    ],
  ])('%s', (_which, outcomes, expected) => {
    expect(mistakesOf({ outcomes })).toEqual([expected]);
  });

  it('a list of targets with a mistake inside', () => {
    expect(mistakesOf({ routes: [{ name: 'a', destinations: [['sip:a@x', 5]] }] })).toEqual([
      `routes[0].destinations[0][1]: 5: ${TARGET}`,
    ]);
  });
});

it('a value is shown whole up to 60 characters, and cut above', () => {
  const shown = (length: number) =>
    refused({ limits: { attempts: 'x'.repeat(length - 2) } }).mistakes[0]?.found;
  expect(shown(60)).toBe(`"${'x'.repeat(58)}"`);
  expect(shown(61)).toBe(`"${'x'.repeat(59)}…`);
});

it('the error has a name of its own, and a line for each mistake', () => {
  const { name, message } = refused({ limits: { attempts: 0, callSeconds: 0 } });
  expect({ name, message }).toEqual({
    name: 'PolicyError',
    message:
      '  limits.attempts: found 0, expected a whole number from 1 to 50\n' +
      '  limits.callSeconds: found 0, expected a whole number from 1 to 86400',
  });
});
