import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CallBacks } from '../../../bin/report/call-backs.ts';
import type { ReportedCall } from '../../../bin/report/reported-call.ts';

const RESULTS = ['reachedAtOnce', 'saved', 'message', 'abandoned', 'goodbye', 'closed', 'unknown'] as const;
const CALLERS = [
  '+15550001111',
  '+491',
  '+999999999999999',
  '+0155',
  'sip:+491@a.example',
  '+491x',
  undefined,
];

const calls = fc.array(
  fc.record({
    caller: fc.constantFrom(...CALLERS),
    result: fc.constantFrom(...RESULTS),
    startedAtEpochMilliseconds: fc.integer({
      min: 1_764_000_000_000,
      max: 1_764_000_000_009,
    }),
    route: fc.constantFrom('support', undefined),
    outcome: fc.constantFrom('busy', 'no-answer'),
    isOnlySettled: fc.boolean(),
  }),
);

/** The same, slowly: of each caller all calls are looked at. */
function expected(all: readonly (ReportedCall & { isOnlySettled: boolean })[]) {
  return CALLERS.filter((caller) => caller !== undefined).flatMap((caller) => {
    const own = all.filter((call) => call.caller === caller);
    const vain = own.filter(
      ({ result, isOnlySettled }) => !isOnlySettled && ['abandoned', 'goodbye', 'closed'].includes(result),
    );
    const last = Math.max(...vain.map(({ startedAtEpochMilliseconds: at }) => at));
    const gotThrough = own.some(
      ({ result, startedAtEpochMilliseconds: at }) =>
        ['reachedAtOnce', 'saved', 'message'].includes(result) && at >= last,
    );
    if (vain.length === 0 || gotThrough) return [];
    const { route = null, outcome } = vain.findLast(
      ({ startedAtEpochMilliseconds: at }) => at === last,
    ) as ReportedCall;
    return [
      {
        caller,
        calls: vain.length,
        lastAt: new Date(last).toISOString(),
        route,
        outcome,
      },
    ];
  });
}

it('lists each caller whose last call in vain came after all that got through, whatever it calls from', () => {
  fc.assert(
    fc.property(calls, (told) => {
      const all = told.map((call) => ({
        ...call,
        waited: undefined,
        gaveUpAfter: undefined,
        handOffs: [],
      }));
      const callBacks = new CallBacks();
      for (const { isOnlySettled, ...call } of all) callBacks.add(call, isOnlySettled);
      const list = callBacks.list();
      expect(list).toHaveLength(expected(all).length);
      expect(list).toEqual(expect.arrayContaining(expected(all)));
      expect(list.map(({ lastAt }) => lastAt)).toEqual(
        list
          .map(({ lastAt }) => lastAt)
          .toSorted()
          .reverse(),
      );
    }),
  );
});
