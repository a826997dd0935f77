import { expect, test } from 'vitest';
import { adaptedBehaviour } from '../../../bin/console/play/adapted-call.ts';
import { BEHAVIOURS } from '../../../bin/simulator/behaviour.ts';
import type { Call } from '../../../bin/simulator/call.ts';

const behave: Call['behave'] = (destination, time) =>
  destination === 'first' && time === 1
    ? BEHAVIOURS.busy
    : destination === 'second'
      ? BEHAVIOURS.answers
      : BEHAVIOURS['not-found'];

test('destinations that a scenario does not name behave as its own do, in order', () => {
  const adapted = adaptedBehaviour({ behave } as Call, ['first', 'second']);
  expect(adapted('alice', 1)).toBe(BEHAVIOURS.busy);
  expect(adapted('alice', 2)).toBe(BEHAVIOURS['not-found']);
  expect(adapted('bob', 1)).toBe(BEHAVIOURS.answers);
  expect(adapted('carol', 1)).toBe(BEHAVIOURS['not-found']);
});

test('one that it names behaves as it says, and is nobody else’s example', () => {
  const adapted = adaptedBehaviour({ behave } as Call, ['first', 'second']);
  expect(adapted('first', 1)).toBe(BEHAVIOURS.busy);
  expect(adapted('alice', 1)).toBe(BEHAVIOURS.answers);
});
