import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeFindings, routeLines } from '../../../bin/explain/routes.ts';
import { findRoute } from '../../../functions/recovery/route.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const destinations = ['sip:a@b.example'];
const POLICY = parsePolicy({
  routes: [
    { name: 'night', match: { to: ['sip:support@*', '+15553334444'], tag: 'night*' }, destinations },
    { name: 'day', match: { to: '+1555*' }, destinations },
    { name: 'rest', destinations },
  ],
});
const lines = (call: object, named?: string, policy = POLICY): string[] =>
  routeLines(routeFindings(policy, findRoute(policy, named, call), named, call)).map(
    stripVTControlCharacters,
  );

describe('tells why a route matched, and why those before it did not', () => {
  it('by the pattern of each field', () => {
    expect(lines({ to: 'SIP:Support@bw.example.com', tag: 'nightly' })).toEqual([
      '→ night: to "SIP:Support@bw.example.com" matches "sip:support@*"; tag "nightly" matches "night*"',
    ]);
    expect(lines({ to: '+15553334444', tag: 'x' })).toEqual([
      '– night: tag "x" is not "night*"',
      '→ day: to "+15553334444" matches "+1555*"',
    ]);
    expect(lines({ to: '+16660001111' })).toEqual([
      '– night: to "+16660001111" is not "sip:support@*" or "+15553334444"; tag is absent, and asked to be "night*"',
      '– day: to "+16660001111" is not "+1555*"',
      '→ rest: takes every call',
    ]);
  });

  it('by the name in the URL, unless the policy dropped it', () => {
    expect(lines({ to: '+15553334444' }, 'rest')).toEqual(['→ rest: named by the URL']);
    expect(lines({ to: '+15553334444' }, 'gone').at(-1)).toBe('→ day: to "+15553334444" matches "+1555*"');
  });

  it('where there is none', () => {
    expect(lines({}, undefined, parsePolicy({}))).toEqual(['none: the policy has no routes']);
    const one = parsePolicy({ routes: [{ name: 'a', match: { tag: 'x' }, destinations }] });
    expect(lines({}, undefined, one)).toEqual([
      '– a: tag is absent, and asked to be "x"',
      'none matches the call',
    ]);
  });

  it('of very many, the first and the one taken', () => {
    const many = Array.from({ length: 1500 }, (_, n) => ({
      name: `r${n}`,
      match: { tag: `t${n}` },
      destinations,
    }));
    const shown = lines({ tag: 't1499' }, undefined, parsePolicy({ routes: many }));
    expect(shown).toHaveLength(22);
    expect(shown.slice(-2)).toEqual([
      '– and 1,479 more that do not match',
      '→ r1499: tag "t1499" matches "t1499"',
    ]);
  });
});

it('never contradicts the choice of the functions', () => {
  const text = fc.constantFrom('a', 'ab', 'B', 'xay', '');
  const pattern = fc.constantFrom('a', 'a*', '*b', '*', 'x*y');
  const match = fc.record(
    { to: fc.array(pattern, { minLength: 1, maxLength: 2 }), tag: pattern },
    { requiredKeys: [] },
  );
  const call = fc.record({ to: text, tag: text }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(match, { maxLength: 4 }), call, (matches, fields) => {
      const policy = parsePolicy({
        routes: matches.map((each, n) => ({ name: `r${n}`, match: each, destinations })),
      });
      const found = findRoute(policy, undefined, fields);
      const findings = routeFindings(policy, found, undefined, fields);
      const taken = findings.filter((finding) => finding.taken).map(({ route }) => route);
      expect(taken).toEqual(found ? [found.name] : []);
      for (const finding of findings) {
        expect(finding.fields.every(({ matched }) => matched !== undefined)).toBe(finding.taken);
      }
    }),
  );
});
