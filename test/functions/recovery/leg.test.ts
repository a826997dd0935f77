import { describe, expect, it } from 'vitest';
import { answerLeg, takeKey } from '../../../functions/recovery/leg.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const MOBILE = '+15556667777';
const POLICY = parsePolicy({
  routes: [
    {
      name: 'desk',
      destinations: [{ to: MOBILE, confirm: { key: '5', seconds: 3 }, announce: { say: 'A call.' } }],
    },
  ],
});

/** The leg of a hand-off to the mobile, of an id where its callee is asked. */
const legOf = (confirm?: string) => ({
  call: {},
  handOff: {
    route: 'desk',
    destination: { targets: [MOBILE] as const },
    attempt: 2,
    retries: 0,
    ...(confirm !== undefined && { confirm }),
  },
});

describe('a callee who has picked up', () => {
  it('is asked as the policy says, where the URL has the id of the hand-off', () => {
    expect(answerLeg(legOf('0123abcd'), POLICY)).toMatchObject({
      outcome: 'leg-answered',
      action: { kind: 'leg', announce: { say: 'A call.' }, confirm: { key: '5', seconds: 3 } },
    });
    expect(answerLeg(legOf(), POLICY).action).toMatchObject({ announce: { say: 'A call.' } });
    expect(answerLeg(legOf(), POLICY).action).not.toHaveProperty('confirm.key');
  });

  it.each([
    ['5', 'accepted', 'connect'],
    ['1', 'leg-declined', 'hangup'],
    ['', 'leg-declined', 'hangup'],
  ])('and presses %j is %s: %s', (digits, outcome, kind) => {
    expect(takeKey({ ...legOf('0123abcd'), digits }, POLICY)).toMatchObject({ outcome, action: { kind } });
  });

  it('and whom no URL of ours has asked is connected, whatever is pressed', () => {
    for (const digits of ['', '1', '5'])
      expect(takeKey({ ...legOf(), digits }, POLICY)).toMatchObject({
        outcome: 'leg-answered',
        action: { kind: 'connect' },
      });
  });
});

it('of a leg nothing is decided by steps', () => {
  const nothing = { step: 'none', steps: [], passedOver: [] };
  expect(answerLeg(legOf(), POLICY)).toMatchObject(nothing);
  expect(takeKey({ ...legOf('0123abcd'), digits: '5' }, POLICY)).toMatchObject(nothing);
});
