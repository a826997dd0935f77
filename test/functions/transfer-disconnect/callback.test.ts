import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

const event = (parentCallId: string | undefined, callId: string, cause: string) => ({
  eventType: 'transferDisconnect',
  eventTime: '2026-06-10T10:05:00.000Z',
  callId,
  parentCallId,
  direction: 'outbound',
  transferTo: '+15556667777',
  cause,
});

const sendEvent = (body: object, query = '') =>
  send(deploymentWith(table.store), { name: 'transfer-disconnect', body, query });

describe('transfer-disconnect', () => {
  it('is stored with the call that was transferred, with the hand-off of its URL', async () => {
    const answered = await sendEvent(
      event('c-parent', 'c-leg', 'busy'),
      'route=support&destination=%2B15556667777&attempt=2&retries=1',
    );
    expect(answered).toEqual({ statusCode: 200, headers: {}, body: '' });
    expect(await table.itemsOf('c-parent')).toMatchObject([
      {
        eventKey: '2026-06-10T10:05:00.000Z#transferDisconnect#c-leg',
        legCallId: 'c-leg',
        outcome: 'busy',
        route: 'support',
        destination: '+15556667777',
        attempt: 2,
        retries: 1,
      },
    ]);
    expect(await table.itemsOf('c-leg')).toEqual([]);
  });

  it('of legs that end in the same millisecond is stored for each', async () => {
    for (const leg of ['c-1', 'c-2', 'c-3']) await sendEvent(event('c-group', leg, 'cancel'));
    expect((await table.itemsOf('c-group')).map(({ legCallId }) => legCallId)).toEqual(['c-1', 'c-2', 'c-3']);
  });

  it.each([
    ['one leg that its caller left', '+15556667777', 'abandoned'],
    ['a leg that does not say whom it rang', undefined, 'abandoned'],
    ['one of several, of which another may have answered', '+15556667777,+15556668888', 'cancelled'],
  ])('cancelled, of %s', async (_name, destination, outcome) => {
    const parent = `c-cancel-${outcome}-${destination}`;
    const query = destination ? new URLSearchParams({ destination, attempt: '1' }).toString() : '';
    await sendEvent(event(parent, 'c-leg', 'cancel'), query);
    expect(await table.itemsOf(parent)).toMatchObject([{ outcome }]);
  });

  const ring = parsePolicy({
    routes: [
      { name: 'all', destinations: [['+15556667777', 'sip:ben@desk.example.com']] },
      { name: 'one', destinations: ['sip:carl@desk.example.com', ['+15556667777', '+15556668888']] },
      { name: 'both', destinations: ['+15550001111', ['+15550001111', '+15550002222']] },
    ],
  });

  it.each([
    ['a leg of a group', { transferTo: '15556667777' }, '', 'cancelled'],
    ['a leg of a group in another spelling', { transferTo: 'SIP:ben@DESK.example.com' }, '', 'cancelled'],
    [
      'a leg of a group that the event calls "to"',
      { transferTo: undefined, to: '+15556668888' },
      '',
      'cancelled',
    ],
    ['a leg of a group that the URL names alone', {}, 'route=all&destination=%2B15556667777', 'cancelled'],
    ['a single target', { transferTo: 'sip:carl@desk.example.com' }, '', 'abandoned'],
    ['a target that rings alone and in a group', { transferTo: '+15550001111' }, '', 'abandoned'],
    ['a target of another route', { transferTo: '+15556667777' }, 'route=both', 'abandoned'],
    ['a target of no route', { transferTo: '+15559999999' }, '', 'abandoned'],
    ['a target that cannot be read', { transferTo: 'Anonymous' }, '', 'abandoned'],
  ])('cancelled, of %s', async (what, changes, query, outcome) => {
    const body = { ...event(`c-ring-${what}`, 'c-leg', 'cancel'), ...changes };
    await send(deploymentWith(table.store, { policy: ring }), { name: 'transfer-disconnect', body, query });
    expect(await table.itemsOf(`c-ring-${what}`)).toMatchObject([{ outcome }]);
  });

  it('without a parent, or with one that could not be a key, is stored under its own call', async () => {
    await sendEvent(event(undefined, 'c-alone', 'hangup'));
    await sendEvent(event('p'.repeat(3000), 'c-long', 'hangup'));
    expect(await table.itemsOf('c-alone')).toMatchObject([{ outcome: 'completed', legCallId: 'c-alone' }]);
    expect(await table.itemsOf('c-long')).toMatchObject([{ outcome: 'completed', legCallId: 'c-long' }]);
  });
});
