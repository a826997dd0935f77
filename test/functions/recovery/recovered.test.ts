import { expect, it } from 'vitest';
import { isRecovered } from '../../../functions/recovery/recovered.ts';

it.each([
  ['gather', 'accepted', 2, true],
  ['gather', 'accepted', 1, false],
  ['gather', 'leg-declined', 2, false],
  ['transferDisconnect', 'completed', 2, true],
  ['transferDisconnect', 'completed', 1, false],
  ['transferDisconnect', 'abandoned', 2, false],
  ['transferComplete', 'completed', 2, false],
  ['referComplete', 'connected', 2, true],
  ['referComplete', 'connected', 1, false],
  ['referComplete', 'completed', 2, false],
  ['transferDisconnect', 'connected', 2, false],
])('%s with %s of hand-off %d: %j', (eventType, outcome, attempt, recovered) => {
  expect(isRecovered({ eventType, outcome, attempt })).toBe(recovered);
});
