import { describe, expect, it } from 'vitest';
import { initiate } from '../../../functions/initiate/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';

const { handled } = handledCallbacks();
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
      handOff: { route: 'desk', attempt: 1, retries: 0, destination: { targets: ['sip:a@x.example'] } },
    });
  });

  it('transfers a caller of a number, to all targets at once', () => {
    expect(decided('+15551112222').action).toMatchObject({ verb: 'transfer', handOff: { route: 'all' } });
  });

  it('is answered and stored like every callback, and its headers become no verb', async () => {
    const { statusCode, answer, item } = await handled({ name: 'initiate', body: event }, { policy });
    expect(statusCode).toBe(200);
    expect(answer).toContain('<Response><Refer referCompleteUrl="refer-complete?route=desk&amp;');
    expect(item).toMatchObject({
      outcome: 'begun',
      step: 'begin',
      attempt: 0,
      route: 'desk',
      nextDestination: 'sip:a@x.example',
      sipHeaders: { 'x-order': '<Hangup/>' },
    });
  });

  it('says goodbye where no route takes the call, and stores that', async () => {
    const body = { ...event, to: 'sip:x@y.example' };
    const { answer, item } = await handled({ name: 'initiate', body }, { policy });
    expect(answer).toMatch(/<SpeakSentence>.*<\/SpeakSentence><Hangup\/><\/Response>$/);
    expect(item).toMatchObject({ outcome: 'unrouted', step: 'goodbye' });
  });
});
