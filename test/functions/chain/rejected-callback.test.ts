import { describe, expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import {
  deploymentWith,
  documented,
  NOW,
  SAFE_ANSWER,
  type SentRequest,
  send,
} from '../../support/requests.ts';

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
          eventKey: expect.stringMatching(
            new RegExp(`^${event.eventTime}#${eventType}#rejected#[0-9a-f]{32}$`),
          ),
          from: event.from,
          reasons: [expect.stringMatching(warning), expect.stringMatching(/^eventType: expected "/)],
        }),
      ]);
    },
  );
});

describe.each([
  ['refer-complete', 'refer-rejected-405'],
  ['transfer-complete', 'transfer-busy'],
] as const)('a callback of %s with a callId, but no event type to know it by', (name, fixture) => {
  it.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['an object', { toString: 'hostile', valueOf: 1 }],
    ['a list', [['failure']]],
  ])('%s: safe BXML, stored with what was wrong', async (how, eventType) => {
    const callId = `c-${name}-${how}`;
    const body = documented(fixture, { callId, eventType });
    expect(await send(deploymentWith(table.store), { name, body })).toEqual(SAFE);
    expect(await table.itemsOf(callId)).toEqual([
      expect.objectContaining({
        outcome: 'rejected',
        applicationId: body.applicationId,
        reasons: expect.arrayContaining([expect.stringMatching(/^eventType: (?:is|expected) ./)]),
      }),
    ]);
    expect(log.lines()).toMatchObject([{ level: 'WARN', fault: 'invalid', callId }]);
  });

  it.each(['yesterday', '2026-04-30', 1777555239810, '2026-99-30T13:20:39.810Z', '2026-04-30T13:20:39.810'])(
    'and an eventTime of %s: undated, stored under the time of arrival',
    async (eventTime) => {
      const callId = `c-${name}-${eventTime}`;
      const body = documented(fixture, { callId, eventTime, eventType: 'answer' });
      await send(deploymentWith(table.store), { name, body });
      expect(await table.itemsOf(callId)).toMatchObject([
        { outcome: 'rejected', undated: true, eventTime: NOW, 'event.eventTime': eventTime },
      ]);
    },
  );
});

describe('a rejected callback that comes again, an hour later, and another of its kind', () => {
  const event = (changes: object) => JSON.stringify(documented('refer-success', changes));
  const WRONG: Record<string, (tag: string) => SentRequest> = {
    'with its time': (tag) => ({ body: event({ callId: 'c-1', eventType: 'answer', tag }) }),
    'without a time': (tag) => ({
      body: event({ callId: 'c-2', eventType: 'answer', eventTime: null, tag }),
    }),
    'without time and type': (tag) => ({ body: { callId: 'c-3', tag } }),
    'by GET': (tag) => ({ method: 'GET', query: `callId=c-4&eventType=answer&tag=${tag}` }),
    'by GET, with a body': (tag) => ({ method: 'GET', query: `callId=c-5&tag=${tag}`, body: '{}' }),
    'without a callId': (tag) => ({ body: event({ callId: '', tag }) }),
    'no JSON': (tag) => ({ body: `no JSON, ${tag}` }),
    'no JSON, in base64': (tag) => ({ body: Buffer.from(tag).toString('base64'), isBase64Encoded: true }),
    'no body': (tag) => ({ query: `tag=${tag}` }),
    'GET without a callId': (tag) => ({ method: 'GET', query: `direction=${tag}` }),
    'too large': (tag) => ({ body: `${tag}${'x'.repeat(1024 * 1024)}` }),
  };

  it.each(Object.entries(WRONG))('%s: an item each', async (_name, sent) => {
    const keys: string[] = [];
    const answers: string[] = [];
    for (const time of ['2026-11-21T22:00:00.000Z', '2026-11-21T23:00:00.000Z']) {
      for (const tag of ['one', 'other']) {
        const put = async (item: OutcomeItem) => {
          keys.push(`${item.callId} ${item.eventKey}`);
          const answer = await table.store.put(item);
          answers.push(answer);
          return answer;
        };
        await send(deploymentWith({ put }, { nowEpochMilliseconds: () => Date.parse(time) }), sent(tag));
      }
    }
    expect(answers).toEqual(['stored', 'stored', 'duplicate', 'duplicate']);
    expect(keys.slice(2)).toEqual(keys.slice(0, 2));
  });
});
