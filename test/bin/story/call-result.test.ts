import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STORED_OUTCOMES, type StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { CALL_RESULTS, type CallResult, resultOf } from '../../../bin/story/call-result.ts';
import { handOffEnds } from '../../../bin/story/hand-off-ends.ts';
import { LEG_OUTCOMES } from '../../../functions/recovery/outcome.ts';
import { row } from '../reader/items.ts';

const ANNA = 'sip:anna@office.example.com';
const TEAM = '+15556667777,+15556667778';

const begun = row({
  eventType: 'initiate',
  outcome: 'begun',
  attempt: 0,
  step: 'begin',
  nextDestination: ANNA,
});
const closed = (step: string) => row({ eventType: 'initiate', outcome: 'closed', attempt: 0, step });
const first = (fields: object) => row({ eventType: 'transferComplete', destination: ANNA, ...fields });
const second = (fields: object) => first({ attempt: 2, ...fields });
const handedOn = first({ outcome: 'busy', step: 'next', nextDestination: ANNA });
const leg = (fields: object) =>
  row({ eventType: 'transferDisconnect', step: 'none', destination: ANNA, ...fields });
const over = (outcome: string) => row({ eventType: 'disconnect', outcome, attempt: 0, step: 'none' });
const available = (outcome: string) =>
  row({ eventType: 'recordingAvailable', outcome, step: 'none', recordingId: 'r-1' });
const recorded = (outcome: string) =>
  row({ eventType: 'recordComplete', outcome, step: 'goodbye', recordingId: 'r-1' });
const asked = first({ outcome: 'busy', step: 'voicemail' });
const menu = row({ eventType: 'initiate', outcome: 'closed', attempt: 0, step: 'menu' });
const chosen = (fields: object) => row({ eventType: 'gather', outcome: 'chosen', attempt: 0, ...fields });

const resultOfCall = (rows: readonly StoredOutcome[]): CallResult => resultOf(rows, handOffEnds(rows));

describe('a call', () => {
  it.each<[CallResult, string, StoredOutcome[]]>([
    ['reachedAtOnce', 'is answered', [begun, first({ outcome: 'completed' }), over('completed')]],
    ['reachedAtOnce', 'is answered, and its caller hangs up first', [begun, leg({ outcome: 'completed' })]],
    ['reachedAtOnce', 'is referred', [begun, row({ outcome: 'connected', step: 'none' })]],
    [
      'reachedAtOnce',
      'is taken by the key, and goes on',
      [begun, leg({ outcome: 'accepted', confirm: '0a0b0c0d', eventType: 'gather' })],
    ],
    [
      'reachedAtOnce',
      'is taken by the key, which could not be read',
      [
        begun,
        leg({ outcome: 'accepted', confirm: '0a0b0c0d', eventType: 'gather' }),
        first({ outcome: 'not-accepted', confirm: '0a0b0c0d', step: 'goodbye' }),
      ],
    ],
    [
      'reachedAtOnce',
      'is taken, then passed on to nobody',
      [
        begun,
        first({ outcome: 'completed', step: 'next', nextDestination: ANNA }),
        second({ outcome: 'busy', step: 'goodbye' }),
      ],
    ],
    [
      'reachedAtOnce',
      'is taken, then asked for a message',
      [first({ outcome: 'completed', step: 'voicemail' }), available('voicemail')],
    ],
    ['saved', 'is busy, then answered', [begun, handedOn, second({ outcome: 'completed' })]],
    [
      'saved',
      'is busy, then answered until the caller hangs up',
      [begun, handedOn, leg({ attempt: 2, outcome: 'completed' })],
    ],
    ['message', 'leaves a message', [asked, over('completed'), available('voicemail')]],
    ['message', 'leaves a message out of hours', [closed('voicemail'), available('voicemail')]],
    ['message', 'leaves a message that is not told to be there yet', [asked, recorded('recorded')]],
    [
      'goodbye',
      'leaves a message that cannot be fetched',
      [asked, recorded('recorded'), available('no-message')],
    ],
    [
      'goodbye',
      'leaves a message of no length, and waits',
      [asked, recorded('no-message'), available('no-message')],
    ],
    ['abandoned', 'leaves a message of no length, and hangs up', [asked, available('no-message')]],
    ['abandoned', 'is asked for a message, and hangs up', [asked, over('completed')]],
    ['abandoned', 'rings until the caller hangs up', [begun, leg({ outcome: 'abandoned' })]],
    [
      'abandoned',
      'rings at many until the caller hangs up',
      [begun, leg({ outcome: 'cancelled', destination: TEAM }), over('completed')],
    ],
    [
      'abandoned',
      'asks a callee until the caller hangs up',
      [begun, leg({ outcome: 'leg-ended', confirm: '0a0b0c0d' })],
    ],
    ['abandoned', 'is referred until the caller hangs up', [begun, over('completed')]],
    ['abandoned', 'is over before it was answered', [begun, over('abandoned')]],
    ['abandoned', 'is given up in a menu', [menu, over('completed')]],
    [
      'abandoned',
      'is given up in a menu that a key led to',
      [menu, chosen({ step: 'menu' }), over('completed')],
    ],
    ['goodbye', 'has nobody left', [begun, first({ outcome: 'busy', step: 'goodbye' }), over('completed')]],
    [
      'goodbye',
      'chooses to be hung up on',
      [row({ outcome: 'busy', step: 'menu' }), chosen({ step: 'hangup' })],
    ],
    [
      'goodbye',
      'has no route',
      [row({ eventType: 'initiate', outcome: 'unrouted', attempt: 0, step: 'goodbye' })],
    ],
    ['goodbye', 'is not understood', [row({ outcome: 'rejected', attempt: undefined })]],
    ['goodbye', 'is dropped', [begun, over('misconfigured')]],
    ['closed', 'comes out of hours', [closed('goodbye'), over('completed')]],
    ['closed', 'comes out of hours, and leaves nothing', [closed('voicemail'), over('completed')]],
    ['unknown', 'comes out of hours, and goes to the app', [closed('redirect')]],
    [
      'unknown',
      'has a REFER without a final word',
      [begun, row({ outcome: 'unconfirmed', step: 'goodbye' })],
    ],
    ['unknown', 'was handed on, and nothing came', [begun]],
    ['unknown', 'rings at many, and is not over', [begun, leg({ outcome: 'cancelled', destination: TEAM })]],
    ['unknown', 'is only over', [over('completed')]],
  ])('is %s if it %s', (result, _, rows) => {
    expect(resultOfCall(rows)).toBe(result);
  });

  const anyRow = fc
    .record({
      eventType: fc.constantFrom(
        'initiate',
        'referComplete',
        'transferComplete',
        'transferDisconnect',
        'gather',
        'recordComplete',
        'recordingAvailable',
        'disconnect',
        'else',
      ),
      outcome: fc.constantFrom(...STORED_OUTCOMES, ...LEG_OUTCOMES, 'of another version'),
      step: fc.constantFrom(
        'begin',
        'next',
        'retry',
        'voicemail',
        'menu',
        'redirect',
        'goodbye',
        'hangup',
        'none',
        undefined,
      ),
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
          ({ eventType, outcome }) =>
            outcome === 'accepted' ||
            ['referComplete', 'transferComplete', 'transferDisconnect'].includes(String(eventType)),
        );
        expect(handOffEnds(rows).length).toBeLessThanOrEqual(most.length);
      }),
    );
  });
});
