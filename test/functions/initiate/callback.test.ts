import { describe, expect, it } from 'vitest';
import { initiate } from '../../../functions/initiate/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

const policy = parsePolicy({
  routes: [
    { name: 'desk', match: { to: 'sip:desk@*' }, destinations: ['sip:a@x.example', '+15550001111'] },
    { name: 'all', match: { to: '+1555*' }, destinations: [['sip:a@x.example', '+15550001111']] },
  ],
});

const event = {
  eventType: 'initiate',
  eventTime: '2026-06-10T10:00:00.000Z',
  callId: 'c-initiate',
  from: 'sip:bob@customer.example.com',
  to: 'sip:desk@bw.example.com',
  direction: 'inbound',
  sipHeaders: { 'x-order': '<Hangup/>' },
};

const decided = (to: string) =>
  initiate.decide({ ...event, to } as never, { attempt: 7, retries: 3 }, policy);

describe('initiate', () => {
  it('refers a caller of a SIP URI to a SIP destination', () => {
    expect(decided('SIP:desk@bw.example.com').action).toMatchObject({
      verb: 'refer',
      handOff: { route: 'desk', attempt: 1, retries: 0, destination: ['sip:a@x.example'] },
    });
  });

  it('transfers a caller of a number, to all targets at once', () => {
    expect(decided('+15551112222').action).toMatchObject({ verb: 'transfer', handOff: { route: 'all' } });
  });

  it('is answered and stored like every callback, and its headers become no verb', async () => {
    const sent = { name: 'initiate', body: event } as const;
    const { statusCode, body } = await send(deploymentWith(table.store, { policy }), sent);
    expect(statusCode).toBe(200);
    expect(body).toContain('<Response><Refer referCompleteUrl="refer-complete?route=desk&amp;');
    expect(await table.itemsOf('c-initiate')).toMatchObject([
      {
        outcome: 'begun',
        step: 'begin',
        attempt: 0,
        route: 'desk',
        nextDestination: 'sip:a@x.example',
        sipHeaders: { 'x-order': '<Hangup/>' },
      },
    ]);
  });

  it('says goodbye where no route takes the call, and stores that', async () => {
    const sent = { name: 'initiate', body: { ...event, callId: 'c-nobody', to: 'sip:x@y.example' } } as const;
    const { body } = await send(deploymentWith(table.store, { policy }), sent);
    expect(body).toMatch(/<SpeakSentence>.*<\/SpeakSentence><Hangup\/><\/Response>$/);
    expect(await table.itemsOf('c-nobody')).toMatchObject([{ outcome: 'unrouted', step: 'goodbye' }]);
  });
});
