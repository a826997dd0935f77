import { expect, it } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';

const { handled } = handledCallbacks();
captureLog();

const NO_DOCUMENT = { statusCode: 200, headers: {}, answer: '' };

it.each<[string, object, object]>([
  ['hangup', {}, { outcome: 'completed', step: 'none', attempt: 0 }],
  ['cancel', {}, { outcome: 'abandoned', step: 'none', attempt: 0 }],
  ['busy', {}, { outcome: 'busy', step: 'none', attempt: 0 }],
  ['timeout', {}, { outcome: 'no-answer' }],
  ['callback-error', {}, { outcome: 'misconfigured' }],
  ['something new', {}, { outcome: 'failed' }],
])('the cause %s, with %j, is stored, and answered without BXML', async (cause, changes, expected) => {
  const event = { eventType: 'disconnect', eventTime: '2026-06-10T10:05:00.000Z', from: '+15551112222' };
  const { item, ...answered } = await handled({ name: 'disconnect', body: { ...event, cause, ...changes } });
  expect(answered).toEqual(NO_DOCUMENT);
  expect(item).toMatchObject({ cause, ...expected });
});
