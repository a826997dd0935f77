import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, decide } from '../../../functions/recovery/decide.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import { readHandOff, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import { waitedSeconds } from '../../../functions/recovery/waiting.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { hostileQuery, policyFile } from './arbitraries.ts';

const START = Date.parse('2026-04-30T13:20:00.000Z');

/** A time so many seconds after a call began. */
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

const DESTINATIONS = ['sip:a@x.example', 'sip:b@x.example', 'sip:c@x.example'];
const policyWith = (limits: object, steps: readonly unknown[] = ['next', 'voicemail']) =>
  parsePolicy({
    limits,
    outcomes: { busy: steps },
    routes: [{ name: 'desk', destinations: DESTINATIONS }],
  });
const POLICY = policyWith({ waitSeconds: 90 });

/** What is decided about a busy hand-off, so many seconds after its call began. */
const busyAt = (seconds: number | undefined, query: string, policy = POLICY): Decision =>
  decide(
    {
      verb: 'transfer',
      outcome: 'busy',
      call: {},
      ...(seconds !== undefined && { eventTime: at(seconds), callAgeSeconds: seconds }),
      handOff: readHandOff(new URLSearchParams(query)),
    },
    policy,
  );

const sinceIn = ({ action }: Decision): string | undefined =>
  'handOff' in action ? action.handOff.since : undefined;

describe('the time of the first hand-off', () => {
  it('is that of the event by which we began it, in every later URL', () => {
    const first = begin({ verb: 'transfer', call: {}, eventTime: at(3) }, POLICY);
    expect(sinceIn(first)).toBe(at(3));
    const state = first.action.kind === 'hand-off' ? writeHandOff(first.action.handOff) : '';
    expect(state).toContain(`since=${encodeURIComponent(at(3))}`);
    expect(sinceIn(busyAt(33, state))).toBe(at(3));
    expect(sinceIn(busyAt(33, 'attempt=1'))).toBe(at(33));
  });

  it('is in no URL where the policy does not bound the wait', () => {
    const policy = policyWith({});
    expect(sinceIn(begin({ verb: 'transfer', call: {}, eventTime: at(3) }, policy))).toBeUndefined();
    expect(sinceIn(busyAt(33, `since=${at(3)}`, policy))).toBeUndefined();
    expect(busyAt(3000, `since=${at(3)}`, policy).step).toBe('next');
  });

  it.each([
    ['2026-04-30T13:20:10.000Z', 20],
    ['2026-04-30T13:20:10Z', 20],
    ['2026-04-30T15:20:10+02:00', 20],
    ['2026-04-30T13:20:00.000Z', 30],
    ['2026-04-30T13:20:30.000Z', 0],
    // Before the call, after the event, and no time.
    ['2026-04-30T13:19:59.999Z', undefined],
    ['2026-04-30T13:20:30.001Z', undefined],
    ['2026-04-30T13:20', undefined],
    ['yesterday', undefined],
    ['0', undefined],
    ['', undefined],
  ])('%s, of a call of 30 s: %j s ago', (since, seconds) => {
    const query = new URLSearchParams({ since }).toString();
    const handOff = readHandOff(new URLSearchParams(query));
    expect(waitedSeconds({ handOff, eventTime: at(30), callAgeSeconds: 30 })).toBe(seconds);
    expect(sinceIn(busyAt(30, query))).toBe(seconds === undefined ? at(30) : at(30 - seconds));
  });

  it('stays in the URLs after an event without a time, which is not bounded by it', () => {
    const decision = busyAt(undefined, `since=${at(3)}`);
    expect(decision.step).toBe('next');
    expect(sinceIn(decision)).toBe(at(3));
  });
});

describe('a caller who has waited long enough', () => {
  it.each([
    [89.999, 'next', []],
    [90, 'voicemail', [{ step: 'next', reason: 'waited long enough' }]],
    [3599, 'voicemail', [{ step: 'next', reason: 'waited long enough' }]],
  ])('after %d s: %s', (seconds, step, passedOver) => {
    expect(busyAt(seconds, `since=${at(0)}`)).toMatchObject({ step, passedOver });
  });

  it('is handed off by no step', () => {
    const policy = policyWith({ waitSeconds: 90 }, ['next', { step: 'retry', times: 20 }, 'bridge']);
    const handOff = readHandOff(new URLSearchParams(`since=${at(0)}`));
    const event = { eventTime: at(90), callAgeSeconds: 90, call: {}, handOff };
    const decision = decide({ ...event, verb: 'refer', outcome: 'busy' }, policy);
    expect(decision.step).toBe('goodbye');
    expect(decision.passedOver.map(({ reason }) => reason)).toEqual(Array(3).fill('waited long enough'));
  });

  it('is told of attempts and age first', () => {
    const reasonOf = (limits: object) =>
      busyAt(90, `attempt=2&since=${at(0)}`, policyWith({ waitSeconds: 90, ...limits })).passedOver[0]
        ?.reason;
    expect(reasonOf({ attempts: 2 })).toBe('attempts used up');
    expect(reasonOf({ callSeconds: 90 })).toBe('call too old');
    expect(reasonOf({})).toBe('waited long enough');
  });
});

it('no hand-off of any policy begins after the wait, whatever a URL says', () => {
  const seconds = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(policyFile, hostileQuery, seconds, (file, query, pauses) => {
      const policy = parsePolicy({ ...file, limits: { ...file.limits, waitSeconds: 300 } });
      let [now, first, handOff] = [0, undefined as number | undefined, readHandOff(query)];
      for (const pause of pauses) {
        now += pause;
        const event = { eventTime: at(now), callAgeSeconds: now, call: {}, handOff };
        const { action } = decide({ ...event, verb: 'transfer', outcome: 'busy' }, policy);
        if (action.kind !== 'hand-off') return;
        first ??= now;
        expect(now - first).toBeLessThan(300);
        handOff = readHandOff(new URLSearchParams(writeHandOff(action.handOff)));
      }
    }),
    { numRuns: 300 },
  );
});
