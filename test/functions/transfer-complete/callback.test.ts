import { describe, expect, it } from 'vitest';
import type { HandOff } from '../../../functions/recovery/hand-off.ts';
import type { TransferComplete } from '../../../functions/transfer-complete/callback.ts';
import { transferComplete } from '../../../functions/transfer-complete/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { documented, POLICY } from '../../support/requests.ts';

const event = (fixture: string, changes: object = {}) =>
  documented(fixture, changes) as unknown as TransferComplete;

const first: HandOff = { attempt: 1, retries: 0 };

describe('what transfer-complete decides', () => {
  it.each(['transfer-hangup', 'transfer-hangup-enqueued'])('%s: the call was had, and ends', (fixture) => {
    expect(transferComplete.decide(event(fixture), first, POLICY)).toMatchObject({
      outcome: 'completed',
      step: 'hangup',
      action: { kind: 'hangup' },
    });
  });

  it('after busy: the next destination by Transfer', () => {
    expect(transferComplete.decide(event('transfer-busy'), first, POLICY)).toMatchObject({
      outcome: 'busy',
      step: 'next',
      action: { kind: 'hand-off', verb: 'transfer' },
    });
  });

  it('transferTo is the destination that was tried, where the URL does not say', () => {
    const { ended } = transferComplete.decide(event('transfer-busy'), first, POLICY);
    expect(ended.destination).toEqual(['+15556667777']);
  });

  it('the destination of the URL counts before transferTo', () => {
    const handOff: HandOff = { ...first, destination: ['+15550001111', '+15550002222'] };
    const { ended } = transferComplete.decide(event('transfer-busy'), handOff, POLICY);
    expect(ended.destination).toEqual(handOff.destination);
  });

  it.each(['tel:+15556667777', '15556667777'])('a transferTo of %j is read', (transferTo) => {
    const { ended } = transferComplete.decide(event('transfer-busy', { transferTo }), first, POLICY);
    expect(ended.destination).toEqual(['+15556667777']);
  });

  it.each(['Anonymous', '"/><Hangup/>', 'sips:alice@desk.example.com'])(
    'a transferTo of %j is unknown, not the first of the route',
    (transferTo) => {
      const { ended } = transferComplete.decide(event('transfer-busy', { transferTo }), first, POLICY);
      expect(ended).toMatchObject({ unreadableDestination: transferTo });
      expect(ended.destination).toBeUndefined();
    },
  );

  it('without transferTo the first of the route is assumed', () => {
    const { ended } = transferComplete.decide(
      event('transfer-busy', { transferTo: undefined }),
      first,
      POLICY,
    );
    expect(ended.destination).toEqual(['sip:alice@desk.example.com']);
  });

  it('a cancelled transfer goes on: its event comes only while the caller is there', () => {
    expect(transferComplete.decide(event('transfer-busy', { cause: 'cancel' }), first, POLICY)).toMatchObject(
      {
        outcome: 'cancelled',
        step: 'next',
      },
    );
  });

  it('a number that was hidden stays hidden', () => {
    const hidden = {
      privacy: true,
      transferCallerId: '+15553334444',
      transferCallerDisplayName: 'Restricted',
    };
    expect(transferComplete.decide(event('transfer-busy', hidden), first, POLICY).action).toMatchObject({
      transfer: { privacy: true, callerId: '+15553334444', callerDisplayName: 'Restricted' },
    });
  });

  it('the age of the call is told by the event', () => {
    const policy = parsePolicy({
      limits: { callSeconds: 60 },
      routes: [{ name: 'a', destinations: ['sip:a@b.c'] }],
    });
    const at = (startTime: string) =>
      transferComplete.decide(event('transfer-busy', { startTime }), first, policy);
    expect(at('2019-07-31T13:20:00.000Z').step).toBe('next');
    expect(at('2019-07-31T13:00:00.000Z').passedOver).toContainEqual({
      step: 'next',
      reason: 'call too old',
    });
  });
});
