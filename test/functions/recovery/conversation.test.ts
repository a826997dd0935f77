import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../functions/recovery/decide.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import { readHandOff, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import type { HandOffVerb, Outcome } from '../../../functions/recovery/outcome.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { hostileQuery, outcome, policyFile } from './arbitraries.ts';

const CALL = { to: 'sip:support@bw.example.com', tag: 'x' };

/** Plays a call: each decision's own URL is what comes back with the next outcome. */
function play(policy: Policy, query: URLSearchParams, outcomes: readonly Outcome[]): Decision[] {
  const decisions: Decision[] = [];
  let verb: HandOffVerb = 'refer';
  let state = query;
  for (const each of outcomes) {
    const decision = decide({ verb, outcome: each, call: CALL, handOff: readHandOff(state) }, policy);
    decisions.push(decision);
    if (decision.action.kind !== 'hand-off') return decisions;
    verb = decision.action.verb;
    state = new URLSearchParams(writeHandOff(decision.action.handOff));
  }
  return decisions;
}

const outcomes = fc.array(outcome, { minLength: 60, maxLength: 60 });

describe('a conversation', () => {
  it('ends within the attempts of the policy, whatever the policy, the query and the outcomes', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, (file, query, list) => {
        const policy = parsePolicy(file);
        const decisions = play(policy, query, list);
        expect(decisions.at(-1)?.action.kind).not.toBe('hand-off');
        expect(decisions.length).toBeLessThanOrEqual(policy.limits.attempts);
      }),
    );
  });

  it('never hangs up on a failed hand-off without a prompt, unless a hangup step says so', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, (file, query, list) => {
        const last = play(parsePolicy(file), query, list).at(-1) as Decision;
        expect(last.action.kind !== 'hangup' || last.step === 'hangup' || last.prompt !== undefined).toBe(
          true,
        );
      }),
    );
  });

  it('goes on the same however its state travelled: same hand-off, same decision', () => {
    fc.assert(
      fc.property(policyFile, hostileQuery, outcomes, (file, query, list) => {
        const policy = parsePolicy(file);
        expect(play(policy, query, list)).toEqual(play(policy, new URLSearchParams(query.toString()), list));
      }),
    );
  });

  it('of a route rings each destination in turn', () => {
    const destinations = ['sip:a@x', 'sip:b@x', '+15550001111', ['sip:c@x', '+15550002222']];
    const policy = parsePolicy({ routes: [{ name: 'desk', destinations }] });
    const decisions = play(policy, new URLSearchParams(), Array(9).fill('no-answer'));
    expect(decisions.map(({ ended }) => ended.destination?.join(','))).toEqual(destinations.map(String));
    expect(decisions.map(({ ended }) => ended.attempt)).toEqual([1, 2, 3, 4]);
  });
});
