import { describe, expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';
import { documented, NOW, SAFE } from '../../support/requests.ts';

const { handled } = handledCallbacks();
const log = captureLog();

const refused = async (name: CallbackName, fixture: string, changes: object) => {
  const { item, answer, ...answered } = await handled({ name, body: documented(fixture, changes) });
  expect({ ...answered, body: answer }).toEqual(SAFE);
  expect(item).toMatchObject({ outcome: 'rejected', applicationId: expect.any(String) });
  return item;
};

it.each<[CallbackName, string, string]>([
  ['refer-complete', 'transferComplete', ': set transferCompleteUrl of <Transfer> to …/transfer-complete'],
  ['transfer-complete', 'referComplete', ': set referCompleteUrl of <Refer> to …/refer-complete'],
  ['transfer-complete', 'gather', ': set gatherUrl of <Gather> to …/gather'],
  ['refer-complete', 'redirect', ': it belongs into referCompleteUrl of <Refer>, and nowhere else'],
  [
    'transfer-complete',
    'bridgeComplete',
    ': it belongs into transferCompleteUrl of <Transfer>, and nowhere else',
  ],
  ...['answer', 'DISCONNECT', 'REFERCOMPLETE'].flatMap((type): [CallbackName, string, string][] => [
    ['refer-complete', type, ': '],
    ['transfer-complete', type, ': '],
  ]),
])('%s gets %s: safe BXML, and a warning that names the URL to correct', async (name, eventType, warning) => {
  const item = await refused(name, 'refer-success', { eventType, cause: 'hangup' });
  const reason = expect.stringContaining(`the URL …/${name}${warning}`);
  expect(log.lines()).toMatchObject([
    { level: 'WARN', message: 'callback refused', fault: 'invalid', callId: item.callId, reason },
  ]);
  const { eventTime, from } = documented('refer-success');
  expect(item).toMatchObject({
    eventType,
    eventKey: expect.stringMatching(new RegExp(`^${eventTime}#${eventType}#rejected#[0-9a-f]{32}$`)),
    from,
    reasons: [reason, expect.stringMatching(/^eventType: expected "/)],
  });
});

describe.each([
  ['refer-complete', 'refer-rejected-405'],
  ['transfer-complete', 'transfer-busy'],
] as const)('an event of %s', (name, fixture) => {
  it.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['an object', { toString: 'hostile', valueOf: 1 }],
    ['a list', [['failure']]],
  ])(
    'without an event type to know it by, %s: safe BXML, stored with what was wrong',
    async (_how, eventType) => {
      const { callId, reasons } = await refused(name, fixture, { eventType });
      expect(reasons).toContainEqual(expect.stringMatching(/^eventType: (?:is|expected) ./));
      expect(log.lines()).toMatchObject([{ level: 'WARN', fault: 'invalid', callId }]);
    },
  );

  it.each(['yesterday', '2026-04-30', 1777555239810, '2026-99-30T13:20:39.810Z', '2026-04-30T13:20:39.810'])(
    'of another type and an eventTime of %s: undated, stored under the time of arrival',
    async (eventTime) => {
      expect(await refused(name, fixture, { eventTime, eventType: 'answer' })).toMatchObject({
        undated: true,
        eventTime: NOW,
        'event.eventTime': eventTime,
      });
    },
  );
});
