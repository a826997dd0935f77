import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../functions/recovery/decide.ts';
import { readHandOff } from '../../../functions/recovery/hand-off.ts';
import type { Step } from '../../../functions/recovery/policy.ts';
import { originOf } from '../../../lib/policy/origin.ts';
import { FAILED_OUTCOMES } from '../../../lib/policy/otherwise.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { RECOVERABLE_OUTCOMES } from '../../../lib/policy/steps.ts';
import { eventTime, hostileQuery, outcome, policyFile } from '../../functions/recovery/arbitraries.ts';
import { refusedByBoth } from './refused.ts';

const names = (steps: readonly Step[] = []) => steps.map(({ step }) => step);
const next = { step: 'next' };
const voicemail = { step: 'voicemail' };

describe('otherwise', () => {
  const { outcomes } = parsePolicy({ outcomes: { otherwise: ['next', 'voicemail'], busy: ['hangup'] } });

  it('holds for every failed outcome without steps of its own, and for no other', () => {
    const plain = ['no-answer', 'declined', 'unconfirmed', 'throttled', 'misconfigured', 'cancelled'];
    for (const each of [...plain, 'not-accepted'] as const)
      expect(outcomes[each as 'declined'], each).toEqual([next, voicemail]);
    expect(outcomes.busy).toEqual([{ step: 'hangup' }]);
    const others = RECOVERABLE_OUTCOMES.filter((each) => !FAILED_OUTCOMES.some((failed) => failed === each));
    expect(others).toEqual(expect.arrayContaining(['unrouted', 'closed', 'completed', 'recorded']));
    for (const each of others) expect(outcomes[each], each).toBe(parsePolicy({}).outcomes[each]);
  });

  it('keeps the default bridge, and its condition, after the last hand-off', () => {
    const bridge = { step: 'bridge', ifNotAccepted: true };
    for (const each of ['unreachable', 'unavailable', 'failed'] as const)
      expect(outcomes[each]).toEqual([next, bridge, voicemail]);
    expect(outcomes.refused).toEqual([next, { step: 'bridge' }, voicemail]);
    const only = (otherwise: unknown[]) => parsePolicy({ outcomes: { otherwise } }).outcomes;
    expect(names(only(['goodbye']).refused)).toEqual(['bridge', 'goodbye']);
    expect(names(only(['retry']).failed)).toEqual(['retry', 'bridge', 'goodbye']);
    expect(names(only(['bridge', 'next']).refused)).toEqual(['bridge', 'next', 'goodbye']);
  });

  it("of a route beats the policy's outcome, and a route's outcome beats it", () => {
    const { routes } = parsePolicy({
      outcomes: { busy: ['hangup'], declined: ['hangup'], otherwise: ['goodbye'] },
      routes: [
        { name: 'own', destinations: ['+15551'], outcomes: { busy: ['retry'], otherwise: ['voicemail'] } },
        { name: 'none', destinations: ['+15552'], outcomes: { busy: ['retry'] } },
      ],
    });
    expect(names(routes[0]?.outcomes.busy)).toEqual(['retry', 'goodbye']);
    expect(names(routes[0]?.outcomes.declined)).toEqual(['voicemail']);
    expect(Object.keys(routes[1]?.outcomes ?? {})).toEqual(['busy']);
  });

  it('is told to be where the steps come from', () => {
    expect(originOf(outcomes.declined)).toBe('otherwise');
    expect(originOf(outcomes.busy)).toBeUndefined();
    expect(originOf(outcomes.closed)).toBeUndefined();
  });

  it('is checked as other steps are, and its name guessed', () => {
    const { mistakes } = refusedByBoth({ outcomes: { otherwise: ['nxt'], othrwise: ['next'] } });
    expect(mistakes.map(({ path }) => path)).toEqual(['outcomes.otherwise[0]', 'outcomes.othrwise']);
    expect(mistakes[1]?.expected).toContain('did you mean "otherwise"?');
  });
});

type Written = Record<string, unknown[] | undefined>;

const nameOf = (step: unknown): string => (typeof step === 'string' ? step : (step as Step).step);

/** The outcomes of a file as a person would write them who knows no `otherwise`. */
function writtenOut({ otherwise, ...own }: Written, isAccepted: boolean): Written {
  if (!otherwise) return own;
  const bridged = ['refused', ...(isAccepted ? [] : ['unreachable', 'unavailable', 'failed'])];
  const end = otherwise.findIndex((step) => !['next', 'retry', 'bridge'].includes(nameOf(step)));
  const at = end < 0 ? otherwise.length : end;
  const lists = FAILED_OUTCOMES.map((each) => {
    const isBridged = bridged.includes(each) && !otherwise.map(nameOf).includes('bridge');
    return [each, isBridged ? otherwise.toSpliced(at, 0, 'bridge') : otherwise];
  });
  return { ...Object.fromEntries(lists), ...own };
}

it('a policy with otherwise decides as the same policy written out, about every event', () => {
  fc.assert(
    fc.property(
      policyFile,
      hostileQuery,
      fc.record({ outcome, verb: fc.constantFrom('refer', 'transfer'), referAccepted: fc.boolean() }),
      eventTime,
      (file, query, event, time) => {
        const out = (each: { outcomes?: object }) => ({
          ...each,
          outcomes: writtenOut((each.outcomes ?? {}) as Written, event.referAccepted),
        });
        const long = { ...out(file), routes: (file.routes ?? []).map(out) };
        const [one, other] = [file, long].map((each) => {
          const call = { to: 'sip:support@bw.example.com', tag: 'x' };
          const ended = { ...event, call, eventTime: time?.toISOString(), handOff: readHandOff(query) };
          const { step, prompt, wait, action } = decide(ended, parsePolicy(each));
          return { step, prompt, wait, action };
        });
        expect(one).toEqual(other);
      },
    ),
    { numRuns: 500 },
  );
});
