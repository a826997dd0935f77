import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallFields, Policy, Route } from '../../../functions/recovery/policy.ts';
import { findRoute } from '../../../functions/recovery/route.ts';
import { withRouteIndex } from '../../../functions/recovery/route-index.ts';

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
