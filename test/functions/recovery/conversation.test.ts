import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterMenu, decide } from '../../../functions/recovery/decide.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import { readHandOff, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import { MAX_MENUS } from '../../../functions/recovery/menu.ts';
import { isDestinationOpen } from '../../../functions/recovery/opening.ts';
import type { HandOffVerb, Outcome } from '../../../functions/recovery/outcome.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { eventTime, hostileQuery, outcome, policyFile } from './arbitraries.ts';

const CALL = { to: 'sip:support@bw.example.com', tag: 'x' };

/** What callers press, each after the other; only some of it is a key of their menu. */
const PRESSED = ['1', '9', '', '*', '5', '__proto__'];

/** Plays a call: each decision's own URL is what comes back with the next outcome, or with a key. */
function play(policy: Policy, query: URLSearchParams, outcomes: readonly Outcome[], time?: Date): Decision[] {
  const decisions: Decision[] = [];
  let verb: HandOffVerb = 'refer';
  let state = query;
  for (const each of outcomes) {
    const handOff = readHandOff(state);
    const event = { call: CALL, eventTime: time?.toISOString() };
    const digits = PRESSED[decisions.length % PRESSED.length] ?? '';
    const decision: Decision =
      handOff.menu !== undefined
        ? afterMenu({ ...event, handOff, digits }, policy)
        : decide({ ...event, verb, outcome: each, handOff }, policy);
    decisions.push(decision);
    if (decision.action.kind !== 'hand-off' && decision.action.kind !== 'menu') return decisions;
    verb = decision.action.kind === 'menu' ? verb : decision.action.verb;
    state = new URLSearchParams(writeHandOff(decision.action.handOff));
  }
  return decisions;
}

const outcomes = fc.array(outcome, { minLength: 60, maxLength: 60 });

describe('a conversation', () => {
  it('ends within the attempts and menus of the policy, whatever the policy, the query and the outcomes', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, eventTime, (file, query, list, time) => {
        const policy = parsePolicy(file);
        const decisions = play(policy, query, list, time);
        expect(decisions.at(-1)?.action.kind).not.toMatch('hand-off|menu');
        const menus = decisions.filter(({ action }) => action.kind === 'menu').length;
        expect(menus).toBeLessThanOrEqual(MAX_MENUS);
        // The keys that were pressed are decisions too, and one may have been pressed before.
        expect(decisions.length).toBeLessThanOrEqual(policy.limits.attempts + 2 * menus + 1);
      }),
    );
  });

  it('never hangs up on a failed hand-off without a prompt, unless a hangup step says so', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, eventTime, (file, query, list, time) => {
        const last = play(parsePolicy(file), query, list, time).at(-1) as Decision;
        expect(last.action.kind !== 'hangup' || last.step === 'hangup' || last.prompt !== undefined).toBe(
          true,
        );
      }),
    );
  });

  it('goes to no destination that is closed', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, eventTime, (file, query, list, time) => {
        const policy = parsePolicy(file);
        for (const { action } of play(policy, query, list, time)) {
          if (action.kind !== 'hand-off') continue;
          const route = policy.routes.find(({ name }) => name === action.handOff.route);
          const at = { policy, route, eventTime: time?.toISOString() };
          expect(isDestinationOpen(at, action.handOff.destination)).toBe(true);
        }
      }),
    );
  });

  it('goes on the same however its state travelled: same hand-off, same decision', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, eventTime, (file, query, list, time) => {
        const policy = parsePolicy(file);
        expect(play(policy, query, list, time)).toEqual(
          play(policy, new URLSearchParams(query.toString()), list, time),
        );
      }),
    );
  });

  it('goes on the same by a policy that was read from JSON: nothing of it hangs on identity', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, eventTime, (file, query, list, time) => {
        const policy = parsePolicy(file);
        const twin: Policy = JSON.parse(JSON.stringify(policy));
        expect(play(twin, query, list, time)).toEqual(play(policy, query, list, time));
      }),
    );
  });

  it('of a route rings each destination in turn', () => {
    const destinations = ['sip:a@x', 'sip:b@x', '+15550001111', ['sip:c@x', '+15550002222']];
    const policy = parsePolicy({ routes: [{ name: 'desk', destinations }] });
    const decisions = play(policy, new URLSearchParams(), Array(9).fill('no-answer'));
    expect(decisions.map(({ ended }) => ended.destination?.targets.join(','))).toEqual(
      destinations.map(String),
    );
    expect(decisions.map(({ ended }) => ended.attempt)).toEqual([1, 2, 3, 4]);
  });
});
