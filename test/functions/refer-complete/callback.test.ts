import { describe, expect, it } from 'vitest';
import type { HandOff } from '../../../functions/recovery/hand-off.ts';
import type { ReferComplete } from '../../../functions/refer-complete/callback.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { documented, POLICY } from '../../support/requests.ts';

const event = (fixture: string, changes: object = {}) =>
  documented(fixture, changes) as unknown as ReferComplete;

const first: HandOff = { attempt: 1, retries: 0 };

describe('what refer-complete decides', () => {
  it('after success: nothing, the call is no longer ours', () => {
    expect(referComplete.decide(event('refer-success'), first, POLICY)).toMatchObject({
      outcome: 'connected',
      step: 'none',
      action: { kind: 'nothing' },
    });
  });

  it('after a refused REFER: the same destination by Transfer', () => {
    expect(referComplete.decide(event('refer-rejected-405'), first, POLICY)).toMatchObject({
      outcome: 'refused',
      step: 'bridge',
      action: {
        kind: 'hand-off',
        verb: 'transfer',
        handOff: { destination: ['sip:alice@desk.example.com'] },
      },
    });
  });

  it('the destination of the URL is the one that was tried', () => {
    const handOff: HandOff = { ...first, destination: ['sip:bob@desk.example.com'] };
    expect(referComplete.decide(event('refer-target-404'), handOff, POLICY)).toMatchObject({
      step: 'goodbye',
      passedOver: [
        { step: 'next', reason: 'no destination left' },
        { step: 'bridge', reason: 'REFER was accepted' },
      ],
    });
  });

  it('the age of the call is told by the event', () => {
    const policy = parsePolicy({
      limits: { callSeconds: 60 },
      routes: [{ name: 'a', destinations: ['sip:a@b.c', 'sip:d@e.f'] }],
    });
    const at = (startTime: string) =>
      referComplete.decide(event('refer-target-404', { startTime }), first, policy);
    expect(at('2026-04-30T13:20:00.000Z').step).toBe('next');
    expect(at('2026-04-30T13:19:39.810Z').passedOver).toContainEqual({
      step: 'next',
      reason: 'call too old',
    });
    expect(at('not a time').step).toBe('next');
  });

  it.each([
    ['no code', {}, 'bridge'],
    ['a refused target', { referSipResponseCode: 416 }, 'bridge'],
    ['a dialog that is gone', { referSipResponseCode: 481 }, 'bridge'],
    ['a server error', { referSipResponseCode: 500 }, 'bridge'],
    ['a NOTIFY alone', { notifySipResponseCode: 503 }, 'goodbye'],
    ['a NOTIFY', { referSipResponseCode: 202, notifySipResponseCode: 404 }, 'goodbye'],
    ['no NOTIFY', { referSipResponseCode: 202 }, 'goodbye'],
  ])('after %s at the last destination: %s', (_what, codes, step) => {
    const handOff: HandOff = { attempt: 2, retries: 1, destination: ['sip:bob@desk.example.com'] };
    const { referSipResponseCode, notifySipResponseCode, ...failed } = documented('refer-target-404');
    const sent = { ...failed, ...codes } as unknown as ReferComplete;
    expect(referComplete.decide(sent, handOff, POLICY).step).toBe(step);
  });

  it('a route is chosen by the fields of the event', () => {
    const policy = parsePolicy({
      routes: [
        { name: 'other', match: { to: 'sip:other@*' }, destinations: ['sip:a@b.c'] },
        {
          name: 'support',
          match: { to: 'sip:support@*', from: '*@customer.example.com' },
          destinations: ['sip:d@e.f'],
        },
      ],
    });
    expect(referComplete.decide(event('refer-target-404'), first, policy).ended.route).toBe('support');
  });
});
