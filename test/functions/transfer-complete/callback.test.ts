import { describe, expect, it } from 'vitest';
import {
  type TransferComplete,
  transferComplete,
  writtenOptions,
} from '../../../functions/transfer-complete/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { documented, POLICY } from '../../support/requests.ts';

const decided = (changes: object = {}, handOff: object = {}, policy = POLICY) =>
  transferComplete.decide(
    documented('transfer-busy', changes) as unknown as TransferComplete,
    { attempt: 1, retries: 0, ...handOff },
    policy,
  );

const HIDDEN = { privacy: true, transferCallerId: '+15553334444', transferCallerDisplayName: 'Restricted' };

describe('what transfer-complete decides', () => {
  it.each<[string, object, object]>([
    [
      'after a hangup: the call was had, and ends',
      { cause: 'hangup' },
      { outcome: 'completed', step: 'hangup' },
    ],
    ['after busy: the next by Transfer', {}, { outcome: 'busy', step: 'next', action: { verb: 'transfer' } }],
    [
      'after cancel: the next, as its event comes only while the caller is there',
      { cause: 'cancel' },
      { outcome: 'cancelled', step: 'next' },
    ],
    [
      'a number that was hidden stays hidden',
      HIDDEN,
      { action: { transfer: { privacy: true, callerId: '+15553334444', callerDisplayName: 'Restricted' } } },
    ],
  ])('%s', (_what, changes, expected) => {
    expect(decided(changes)).toMatchObject(expected);
  });

  it.each<[string, object, string[] | undefined]>([
    ['transferTo', {}, ['+15556667777']],
    ['transferTo as tel:', { transferTo: 'tel:+15556667777' }, ['+15556667777']],
    ['transferTo without its plus sign', { transferTo: '15556667777' }, ['+15556667777']],
    ['the first of the route, without transferTo', { transferTo: undefined }, ['sip:alice@desk.example.com']],
    ['unknown, of a word', { transferTo: 'Anonymous' }, undefined],
    ['unknown, of BXML', { transferTo: '"/><Hangup/>' }, undefined],
    ['unknown, of sips:', { transferTo: 'sips:alice@desk.example.com' }, undefined],
  ])('the destination that was tried, where the URL does not say: %s', (_what, changes, targets) => {
    expect(decided(changes).ended.destination?.targets).toEqual(targets);
  });

  it('the destination of the URL counts before transferTo', () => {
    const destination = { targets: ['+15550001111', '+15550002222'] };
    expect(decided({}, { destination }).ended).toMatchObject({ destination });
  });

  it('the age of the call is told by the event', () => {
    const routes = [{ name: 'a', destinations: ['sip:a@b.c'] }];
    const policy = parsePolicy({ limits: { callSeconds: 60 }, routes });
    expect(decided({ startTime: '2019-07-31T13:20:00.000Z' }, {}, policy).step).toBe('next');
    const { passedOver } = decided({ startTime: '2019-07-31T13:00:00.000Z' }, {}, policy);
    expect(passedOver).toContainEqual({ step: 'next', reason: 'call too old' });
  });
});

it.each<[string, object, object]>([
  ['nothing', {}, {}],
  ['a number', { transferCallerId: '+15553334444' }, { callerId: '+15553334444' }],
  ['a word for a number', { transferCallerId: 'Restricted' }, {}],
  ['a SIP URI for a number', { transferCallerId: 'sip:bob@customer.example.com' }, {}],
  ['a name', { transferCallerDisplayName: 'Zoë & Co' }, { callerDisplayName: 'Zoë & Co' }],
  ['a blank name', { transferCallerDisplayName: '  ' }, {}],
  ['a name with a control character', { transferCallerDisplayName: 'a\nb' }, {}],
  [
    'a name of 256 characters',
    { transferCallerDisplayName: 'a'.repeat(256) },
    { callerDisplayName: 'a'.repeat(256) },
  ],
  ['a name of 257 characters', { transferCallerDisplayName: 'a'.repeat(257) }, {}],
  ['privacy', { privacy: true }, { privacy: true }],
  ['no privacy', { privacy: false }, { privacy: false }],
  ['a privacy that is no flag', { privacy: 'maybe' }, {}],
])('%s is read as Bandwidth would take it again', (_what, event, expected) => {
  expect(writtenOptions(event)).toEqual(expected);
});
