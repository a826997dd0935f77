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

  const ring = parsePolicy({
    routes: [
      { name: 'all', destinations: [['+15556667777', 'sip:ben@desk.example.com']] },
      { name: 'one', destinations: ['sip:carl@desk.example.com', ['+15556667777', '+15556668888']] },
      { name: 'both', destinations: ['+15550001111', ['+15550001111', '+15550002222']] },
    ],
  });

  it.each<[string, string, object, string]>([
    ['of a leg of a group', 'cancelled', { transferTo: '15556667777' }, ''],
    ['of a leg of a group in another spelling', 'cancelled', { transferTo: 'SIP:ben@DESK.example.com' }, ''],
    ['of a leg that the event calls "to"', 'cancelled', { transferTo: undefined, to: '+15556668888' }, ''],
    ['of a leg of a group of the named route', 'cancelled', {}, 'route=all&destination=%2B15556667777'],
    ['of one of several in the URL', 'cancelled', {}, 'destination=%2B15556667777%2C%2B15556668888'],
    ['of a single target', 'abandoned', { transferTo: 'sip:carl@desk.example.com' }, ''],
    ['of the only target in the URL', 'abandoned', {}, 'route=both&destination=%2B15556667777&attempt=1'],
    ['of a target that rings alone and in a group', 'abandoned', { transferTo: '+15550001111' }, ''],
    ['of a target of another route', 'abandoned', { transferTo: '+15556667777' }, 'route=both'],
    ['of a target of no route', 'abandoned', { transferTo: '+15559999999' }, ''],
    ['of a target that cannot be read', 'abandoned', { transferTo: 'Anonymous' }, ''],
    ['of nobody', 'abandoned', { transferTo: undefined }, ''],
  ])('cancelled, %s, is %s', async (what, outcome, changes, query) => {
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
