import { describe, expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, SAFE_ANSWER, send } from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

const SAFE = {
  statusCode: 200,
  headers: { 'content-type': 'application/xml; charset=utf-8' },
  body: SAFE_ANSWER,
};

const EVENT_TYPES = ['answer', 'disconnect', 'redirect', 'gather', 'transferAnswer', 'REFERCOMPLETE'];

describe('a callback with a callId, but of another event type', () => {
  const cases: [CallbackName, string, RegExp][] = [
    [
      'refer-complete',
      'transferComplete',
      /…\/refer-complete: set transferCompleteUrl of <Transfer> to …\/transfer-complete$/,
    ],
    [
      'transfer-complete',
      'referComplete',
      /…\/transfer-complete: set referCompleteUrl of <Refer> to …\/refer-complete$/,
    ],
    ...EVENT_TYPES.flatMap((eventType): [CallbackName, string, RegExp][] => [
      ['refer-complete', eventType, /the URL …\/refer-complete\b/],
      ['transfer-complete', eventType, /the URL …\/transfer-complete\b/],
    ]),
  ];

  it.each(cases)(
    '%s gets %s: safe BXML, and a warning that names the URL to fix',
    async (name, eventType, warning) => {
      const callId = `c-${name}-${eventType}`;
      const event = documented('refer-success', { callId, eventType, cause: 'hangup' });
      expect(await send(deploymentWith(table.store), { name, body: event })).toEqual(SAFE);
      expect(log.lines()).toEqual([
        expect.objectContaining({
          level: 'WARN',
          message: 'callback refused',
          fault: 'invalid',
          callId,
          reason: expect.stringMatching(warning),
        }),
      ]);
      expect(await table.itemsOf(callId)).toEqual([
        expect.objectContaining({
          outcome: 'rejected',
          eventType,
          eventKey: `${event.eventTime}#${eventType}#rejected`,
          from: event.from,
          reasons: [expect.stringMatching(warning), expect.stringMatching(/^eventType: expected "/)],
        }),
      ]);
    },
  );
});

describe.each([
  ['refer-complete', 'refer-rejected-405', ['eventType', 'eventTime', 'referCallStatus']],
  ['transfer-complete', 'transfer-busy', ['eventType', 'eventTime', 'cause']],
] as const)('a callback of %s with a callId, but a required field is wrong', (name, fixture, required) => {
  const wrong: Record<string, unknown> = {
    missing: undefined,
    null: null,
    empty: '',
    'an object': { toString: 'hostile', valueOf: 1 },
    'a list': [['failure']],
  };
  const cases = required.flatMap((field) => Object.keys(wrong).map((how) => [field, how] as const));

  it.each(cases)('%s is %s: safe BXML, stored with what was wrong', async (field, how) => {
    const callId = `c-${name}-${field}-${how}`;
    const body = documented(fixture, { callId, [field]: wrong[how] });
    expect(await send(deploymentWith(table.store), { name, body })).toEqual(SAFE);
    expect(await table.itemsOf(callId)).toEqual([
      expect.objectContaining({
        outcome: 'rejected',
        applicationId: body.applicationId,
        reasons: expect.arrayContaining([expect.stringMatching(new RegExp(`^${field}: (?:is|expected) .`))]),
      }),
    ]);
    expect(log.lines()).toMatchObject([{ level: 'WARN', fault: 'invalid', callId }]);
  });

  it('all but the event type: every issue is listed by path', async () => {
    const callId = `c-${name}-nothing`;
    const { eventType } = documented(fixture);
    expect(await send(deploymentWith(table.store), { name, body: { callId, eventType } })).toEqual(SAFE);
    const paths = required.slice(1);
    const [{ issues } = {}] = log.lines() as { issues?: { path: string }[] }[];
    expect(issues?.map(({ path }) => path)).toEqual(paths);
    expect(await table.itemsOf(callId)).toMatchObject([
      {
        reasons: [
          'a field of the event is missing or of another type',
          ...paths.map((path) => `${path}: is missing`),
        ],
      },
    ]);
  });

  it.each(['yesterday', '2026-04-30', 1777555239810, '2026-99-30T13:20:39.810Z', '2026-04-30T13:20:39.810'])(
    'an eventTime of %s: stored under the time of arrival',
    async (eventTime) => {
      const callId = `c-${name}-${eventTime}`;
      await send(deploymentWith(table.store), { name, body: documented(fixture, { callId, eventTime }) });
      const [item] = await table.itemsOf(callId);
      expect(item).toMatchObject({ outcome: 'rejected', eventTime: item?.receivedAt });
    },
  );
});

it('the same rejected callback twice is one item', async () => {
  const body = documented('refer-success', { callId: 'c-rejected-twice', eventType: 'answer' });
  for (const _time of [1, 2]) await send(deploymentWith(table.store), { body });
  expect(await table.itemsOf('c-rejected-twice')).toHaveLength(1);
});
