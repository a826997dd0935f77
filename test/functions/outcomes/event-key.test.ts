import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { eventKeyOf, isOfAskedHandOff } from '../../../functions/outcomes/event-key.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, queryOf, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

const TIME = '2026-04-30T13:14:07.500Z';
const EVENT = { callId: 'c-1', eventTime: TIME, eventType: 'recordingAvailable' };
const ARRIVAL = { digest: () => 'd1' };

/** What was decided about the end of the hand-off of this number. */
const afterAttempt = (attempt: number) => ({ outcome: 'busy', ended: { attempt, retries: 0 } }) as const;

describe('the key of an event', () => {
  it.each([
    ['its recording', { recordingId: 'r-1' }, 3, {}, '#r-1'],
    [
      'a hash of a recording whose id could not be a key',
      { recordingId: 'r 1' },
      1,
      {},
      '#bdb7cfb21ed7b2b29f744965d0a48fff',
    ],
    [
      'a hash of an id of any length',
      { recordingId: 'r'.repeat(65) },
      1,
      {},
      '#c75c6854556410765b0e5fac497167e9',
    ],
    ['its leg', { legCallId: 'c-leg' }, 3, {}, '#c-leg'],
    ['the number of its hand-off', {}, 2, { urlDestination: 'sip:a@b.c' }, '#2'],
    ['the hash of its destination', {}, 1, { urlDestination: 'sip:a@b.c' }, '#9a80137b'],
    ['nothing', {}, 1, {}, ''],
    ['nothing for an empty destination', {}, 0, { urlDestination: '' }, ''],
  ])('ends in %s', (_what, event, attempt, arrival, end) => {
    const key = eventKeyOf({ ...EVENT, ...event }, afterAttempt(attempt), { ...ARRIVAL, ...arrival });
    expect(key).toBe(`${TIME}#recordingAvailable${end}`);
  });

  it('is that of the acceptance, whatever event tells it', () => {
    const ended = { attempt: 2, retries: 0, confirm: '0123abcd' };
    const leg = { ...EVENT, legCallId: 'c-leg' };
    expect(eventKeyOf(leg, { outcome: 'accepted', ended }, ARRIVAL)).toBe('accepted#0123abcd');
    expect(eventKeyOf(leg, { outcome: 'leg-declined', ended }, ARRIVAL)).toContain('#c-leg');
  });

  it('has the id of a hand-off after the first whose callee was asked, and no other looks like it', () => {
    const ended = { attempt: 2, retries: 0, confirm: '0123abcd' };
    const key = eventKeyOf(EVENT, { outcome: 'completed', ended }, ARRIVAL);
    expect(key).toBe(`${TIME}#recordingAvailable#2#0123abcd`);
    expect(isOfAskedHandOff(key)).toBe(true);
    const destination = eventKeyOf(EVENT, afterAttempt(1), { ...ARRIVAL, urlDestination: 'sip:a@b.c' });
    for (const other of [destination, eventKeyOf(EVENT, afterAttempt(2), ARRIVAL)])
      expect(isOfAskedHandOff(other)).toBe(false);
  });

  it('begins with a digest where there is no time', () => {
    const undated = { ...EVENT, eventTime: undefined, recordingId: 'r-1' };
    expect(eventKeyOf(undated, afterAttempt(1), ARRIVAL)).toBe('d1#recordingAvailable#r-1');
  });

  it('is short and plain, whatever a recording is called', () => {
    const { property, string } = fc;
    fc.assert(
      property(string({ unit: 'binary', maxLength: 300 }), string(), (recordingId, urlDestination) => {
        const key = eventKeyOf({ ...EVENT, recordingId }, afterAttempt(1), { ...ARRIVAL, urlDestination });
        expect(key).toMatch(/^2026-04-30T13:14:07\.500Z#recordingAvailable(?:#[\w-]{1,64})?$/);
      }),
    );
  });
});

describe('two events of one call in one millisecond', () => {
  const recording = (recordingId: unknown) => ({ recordingId, eventTime: TIME });
  const url = (destination: string) => new URLSearchParams({ destination }).toString();

  it.each<[string, CallbackName, string, readonly [object, string][]]>([
    [
      'messages',
      'recording-available',
      'recording-available',
      [
        [recording('r-1'), ''],
        [recording('r-2'), ''],
      ],
    ],
    [
      'messages after a later hand-off',
      'recording-available',
      'recording-available',
      [
        [recording('r-1'), 'attempt=2'],
        [recording('r-2'), 'attempt=2'],
      ],
    ],
    [
      'messages with odd ids',
      'recording-available',
      'recording-available',
      [
        [recording('r 1'), ''],
        [recording('r#2'), ''],
        [recording('r'.repeat(5000)), ''],
        [recording(7), ''],
      ],
    ],
    [
      'ends of messages',
      'record-complete',
      'record-complete',
      [
        [recording('r-1'), ''],
        [recording('r-2'), ''],
      ],
    ],
    [
      'ends of a REFER',
      'refer-complete',
      'refer-target-404',
      [
        [{}, url('sip:a@desk.example.com')],
        [{}, url('sip:b@desk.example.com')],
        [{}, url('sip:b@desk.example.com;transport=tcp')],
        [{}, ''],
        [{}, 'attempt=2'],
      ],
    ],
    [
      'ends of a REFER, counted alike',
      'refer-complete',
      'refer-target-404',
      [
        [{}, `attempt=1&${url('sip:a@desk.example.com')}`],
        [{}, `attempt=1&${url('sip:b@desk.example.com')}`],
      ],
    ],
    [
      'ends of a transfer to what cannot be read',
      'transfer-complete',
      'transfer-busy',
      [
        [{}, url('desk one')],
        [{}, url('desk two')],
      ],
    ],
  ])('%s: each is stored once, however it comes', async (what, name, fixture, events) => {
    const callId = `c-${what}`;
    const deployment = deploymentWith(table.store);
    for (const _time of ['first', 'again'])
      for (const [changes, query] of events)
        await send(deployment, { name, query, body: documented(fixture, { callId, ...changes }) });
    expect(await table.itemsOf(callId)).toHaveLength(events.length);
  });

  it('messages by GET, too', async () => {
    for (const recordingId of ['r-1', 'r-2', 'r-1']) {
      const event = documented('recording-available', { callId: 'c-get', ...recording(recordingId) });
      const query = `attempt=2&${queryOf(event)}`;
      await send(deploymentWith(table.store), { name: 'recording-available', method: 'GET', query });
    }
    const keys = (await table.itemsOf('c-get')).map(({ eventKey }) => eventKey);
    expect(keys).toEqual([`${TIME}#recordingAvailable#r-1`, `${TIME}#recordingAvailable#r-2`]);
  });
});
