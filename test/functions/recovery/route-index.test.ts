import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallFields, Policy, Route, RouteIndex } from '../../../functions/recovery/policy.ts';
import { findRoute } from '../../../functions/recovery/route.ts';
import { candidates, withRouteIndex } from '../../../functions/recovery/route-index.ts';

// Few letters, so that much matches.
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), maxLength: 3 });
const pattern = fc
  .tuple(word, fc.constantFrom('*', ''), word)
  .map((parts) => parts.join('').toLowerCase())
  .filter((text) => text !== '');
const patterns = fc.option(fc.array(pattern, { minLength: 1, maxLength: 3 }), { nil: undefined });
const match = fc
  .record({ to: patterns, from: patterns, applicationId: patterns, tag: patterns })
  .map((fields) => JSON.parse(JSON.stringify(fields)) as Route['match']);
const text = fc.option(word, { nil: undefined });
const call: fc.Arbitrary<CallFields> = fc.record({ to: text, from: text, applicationId: text, tag: text });

const policyOf = (matches: readonly Route['match'][]): Policy =>
  ({ routes: matches.map((each, index) => ({ name: `r${index}`, match: each })) }) as unknown as Policy;

it('finds the route that looking through all of them finds', () => {
  const names = fc.constantFrom(undefined, 'r0', 'r3', 'no such route', 'constructor');
  fc.assert(
    fc.property(
      fc.array(match, { maxLength: 12 }),
      fc.array(call, { minLength: 1, maxLength: 4 }),
      names,
      (matches, calls, name) => {
        const policy = policyOf(matches);
        const bundled: Policy = JSON.parse(JSON.stringify(withRouteIndex(policy)));
        for (const each of calls) {
          expect(findRoute(bundled, name, each)).toEqual(findRoute(policy, name, each));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

it('finds routes with the names of properties that every object has', () => {
  const { routes } = policyOf([{ to: ['a'] }, { to: ['b'] }]);
  const named = routes.map((route, index) => ({
    ...route,
    name: ['constructor', '__proto__'][index] as string,
  }));
  const policy = withRouteIndex({ routes: named } as unknown as Policy);
  expect(findRoute(policy, '__proto__', {})?.name).toBe('__proto__');
  expect(findRoute(policy, 'toString', {})).toBeUndefined();
});

it('does not take a route named "undefined" for a call whose URL names none', () => {
  const { routes } = policyOf([{}, {}]);
  const named = routes.map((route, index) => ({ ...route, name: ['first', 'undefined'][index] as string }));
  expect(findRoute(withRouteIndex({ routes: named } as unknown as Policy), undefined, {})?.name).toBe(
    'first',
  );
});

describe('what a call is compared with', () => {
  const indexOf = (...matches: Route['match'][]) =>
    withRouteIndex(policyOf(matches)).routeIndex as RouteIndex;

  it('not with a route that is filed under another text', () => {
    const policy = withRouteIndex(policyOf([{ to: ['a'] }, { to: ['b'] }]));
    Object.defineProperty(policy.routes[0], 'match', {
      get: () => {
        throw new Error('looked at');
      },
    });
    expect(findRoute(policy, undefined, { to: 'b' })?.name).toBe('r1');
  });

  it('with routes by the field whose texts the fewest others share', () => {
    const index = indexOf(
      { to: ['a'], from: ['x'] },
      { to: ['a'], from: ['y'] },
      { to: ['a'], from: ['y', 'z'] },
      { to: ['b'], from: ['x', 'z'] },
    );
    expect(candidates(index, { to: 'a' })).toEqual([[2]]);
    expect(candidates(index, { to: 'b' })).toEqual([[3]]);
    expect(candidates(index, { from: 'x' })).toEqual([[0]]);
    expect(candidates(index, { from: 'y' })).toEqual([[1]]);
    expect(candidates(index, { from: 'z' })).toEqual([]);
  });

  it('with routes by the start or the end of a text, and always with those that match every call', () => {
    const index = indexOf({ to: ['ab*'] }, { to: ['*ba'] }, { to: ['bb', 'a*b'] }, {});
    expect(candidates(index, { to: 'abc' })).toEqual([[3], [0], [2]]);
    expect(candidates(index, { to: 'cba' })).toEqual([[3], [1]]);
    expect(candidates(index, { to: 'bb' })).toEqual([[3], [2]]);
    expect(candidates(index, {})).toEqual([[3]]);
    expect(index.lengths[0]).toEqual({ field: 'to', start: [2, 1], end: [2] });
  });
});
