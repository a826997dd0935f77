import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STORED_OUTCOMES, type StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { CALL_RESULTS, type CallResult, resultOf } from '../../../bin/story/call-result.ts';
import { handOffEnds } from '../../../bin/story/hand-off-ends.ts';
import { LEG_OUTCOMES } from '../../../functions/recovery/outcome.ts';
import { row } from '../reader/items.ts';
import { ANNA, begun, begunWith, closed, leg, over, recorded } from './rows.ts';

const TEAM = '+15556667777,+15556667778';

const first = (outcome: string, fields: object = {}) =>
  row({ eventType: 'transferComplete', destination: ANNA, outcome, ...fields });
const second = (outcome: string, fields: object = {}) => first(outcome, { attempt: 2, ...fields });
const next = { step: 'next', nextDestination: ANNA };
const handedOn = first('busy', next);
const available = (outcome: string) =>
  row({ eventType: 'recordingAvailable', outcome, step: 'none', recordingId: 'r-1' });
const asked = first('busy', { step: 'voicemail' });
const menu = closed('menu');
const chosen = (step: string) => row({ eventType: 'gather', outcome: 'chosen', attempt: 0, step });
const cancelled = leg('cancelled', { destination: TEAM });
const KEY = { confirm: '0a0b0c0d' };
const taken = leg('accepted', { ...KEY, eventType: 'gather' });
const notTaken = first('not-accepted', { ...KEY, step: 'goodbye' });
const passedOn = first('completed', next);

const resultOfCall = (rows: readonly StoredOutcome[]): CallResult => resultOf(rows, handOffEnds(rows));

describe('a call', () => {
  it.each<[CallResult, string, StoredOutcome[]]>([
    ['reachedAtOnce', 'is answered', [begun, first('completed'), over('completed')]],
    ['reachedAtOnce', 'is answered, and its caller hangs up first', [begun, leg('completed')]],
    ['reachedAtOnce', 'is referred', [begun, row({ outcome: 'connected', step: 'none' })]],
    ['reachedAtOnce', 'is taken by the key, and goes on', [begun, taken]],
    ['reachedAtOnce', 'is taken by the key, which could not be read', [begun, taken, notTaken]],
    [
      'reachedAtOnce',
      'is taken, then passed on to nobody',
      [begun, passedOn, second('busy', { step: 'goodbye' })],
    ],
    [
      'reachedAtOnce',
      'is taken, then asked for a message',
      [first('completed', { step: 'voicemail' }), available('voicemail')],
    ],
    ['saved', 'is busy, then answered', [begun, handedOn, second('completed')]],
    ['saved', 'is busy, then its caller hangs up first', [begun, handedOn, leg('completed', { attempt: 2 })]],
    ['message', 'leaves a message', [asked, over('completed'), available('voicemail')]],
    ['message', 'leaves a message out of hours', [closed('voicemail'), available('voicemail')]],
    ['message', 'leaves a message that is not told to be there yet', [asked, recorded('recorded')]],
    ['goodbye', 'leaves one that cannot be fetched', [asked, recorded('recorded'), available('no-message')]],
    ['goodbye', 'leaves an empty one, and waits', [asked, recorded('no-message'), available('no-message')]],
    ['abandoned', 'leaves an empty one, and hangs up', [asked, available('no-message')]],
    ['abandoned', 'is asked for a message, and hangs up', [asked, over('completed')]],
    ['abandoned', 'rings until the caller hangs up', [begun, leg('abandoned')]],
    ['abandoned', 'rings at many until the caller hangs up', [begun, cancelled, over('completed')]],
    ['abandoned', 'asks a callee until the caller hangs up', [begun, leg('leg-ended', KEY)]],
    ['abandoned', 'is referred until the caller hangs up', [begun, over('completed')]],
    ['abandoned', 'is over before it was answered', [begun, over('abandoned')]],
    ['abandoned', 'is given up in a menu', [menu, over('completed')]],
    ['abandoned', 'is given up in a menu that a key led to', [menu, chosen('menu'), over('completed')]],
    ['goodbye', 'has nobody left', [begun, first('busy', { step: 'goodbye' }), over('completed')]],
    ['goodbye', 'chooses to be hung up on', [row({ outcome: 'busy', step: 'menu' }), chosen('hangup')]],
    ['goodbye', 'has no route', [begunWith('unrouted', 'goodbye')]],
    ['goodbye', 'is not understood', [row({ outcome: 'rejected', attempt: undefined })]],
    ['goodbye', 'is dropped', [begun, over('misconfigured')]],
    ['closed', 'comes out of hours', [closed('goodbye'), over('completed')]],
    ['closed', 'comes out of hours, and leaves nothing', [closed('voicemail'), over('completed')]],
    ['unknown', 'comes out of hours, and goes to the app', [closed('redirect')]],
    ['unknown', 'has no final word', [begun, row({ outcome: 'unconfirmed', step: 'goodbye' })]],
    ['unknown', 'was handed on, and nothing came', [begun]],
    ['unknown', 'rings at many, and is not over', [begun, cancelled]],
    ['unknown', 'is only over', [over('completed')]],
  ])('is %s if it %s', (result, _, rows) => {
    expect(resultOfCall(rows)).toBe(result);
  });

  const ENDS = ['referComplete', 'transferComplete', 'transferDisconnect'];
  const OTHERS = ['initiate', 'gather', 'recordComplete', 'recordingAvailable', 'disconnect', 'else'];
  const STEPS = ['begin', 'next', 'retry', 'voicemail', 'menu', 'redirect', 'goodbye', 'hangup', 'none'];
  const anyRow = fc
    .record({
      eventType: fc.constantFrom(...ENDS, ...OTHERS),
      outcome: fc.constantFrom(...STORED_OUTCOMES, ...LEG_OUTCOMES, 'of another version'),
      step: fc.constantFrom(...STEPS, undefined),
      nextDestination: fc.constantFrom(ANNA, undefined),
      destination: fc.constantFrom(ANNA, TEAM, undefined, 7),
      attempt: fc.constantFrom(0, 1, 2, 3, undefined, 'x'),
      confirm: fc.constantFrom(undefined, '', '0a0b0c0d'),
      recordingId: fc.constantFrom(undefined, 'r-1'),
    })
    .map(row);
  const anyCall = fc.array(anyRow, { maxLength: 12 });

  it('has one result, whatever is stored of it', () => {
    fc.assert(fc.property(anyCall, (rows) => Object.hasOwn(CALL_RESULTS, resultOfCall(rows))));
  });

  it('is reached if, and only if, one of its hand-offs was', () => {
    fc.assert(
      fc.property(anyCall, (rows) => {
        const reached = handOffEnds(rows).some(({ outcome }) => ['connected', 'completed'].includes(outcome));
        expect(['reachedAtOnce', 'saved'].includes(resultOfCall(rows))).toBe(reached);
      }),
    );
  });

  it('has no end of a hand-off, no leg and no key counted twice', () => {
    fc.assert(
      fc.property(anyCall, (rows) => {
        const most = rows.filter(
          ({ eventType, outcome }) => outcome === 'accepted' || ENDS.includes(String(eventType)),
        );
        expect(handOffEnds(rows).length).toBeLessThanOrEqual(most.length);
      }),
    );
  });
});
