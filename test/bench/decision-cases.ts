import type { Policy } from '../../functions/recovery/policy.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';

/** A policy, and calls that a search through its routes finds last, or not at all. */
export interface DecisionCase {
  readonly routes: number;
  readonly policy: Policy;
  readonly calls: Readonly<Record<string, { readonly to: string; readonly query: string }>>;
}

const ROUTE_COUNTS = [1, 10, 100, 1000, 5000];

const phoneNumber = (route: number): string => `+1555${1_000_000 + route}`;

/** Of four routes, one is chosen by a pattern. */
const isByPattern = (route: number): boolean => route % 4 === 3;

const policyOf = (routes: number): Policy =>
  parsePolicy({
    routes: Array.from({ length: routes }, (_, route) => ({
      name: `route-${route}`,
      match: {
        to: isByPattern(route)
          ? `sip:desk-${route}@*`
          : [phoneNumber(route), `sip:team-${route}@bw.example.com`],
      },
      destinations: ['sip:alice@desk.example.com', 'sip:bob@desk.example.com'],
    })),
  });

function callsOf(routes: number): DecisionCase['calls'] {
  const last = Array.from({ length: routes }, (_, route) => route);
  const byNumber = last.findLast((route) => !isByPattern(route)) ?? 0;
  const byPattern = last.findLast(isByPattern) ?? 0;
  const destination = 'destination=sip%3Aalice%40desk.example.com';
  return {
    number: { to: phoneNumber(byNumber), query: '' },
    pattern: { to: `sip:desk-${byPattern}@bw.example.com`, query: '' },
    running: { to: phoneNumber(0), query: `route=route-${routes - 1}&${destination}&attempt=2` },
    none: { to: 'sip:nobody@bw.example.com', query: '' },
  };
}

/** Policies of 1 to 5,000 routes; `bundled` does to them what a bundle does. */
export const decisionCases = (bundled: (policy: Policy) => Policy): readonly DecisionCase[] =>
  ROUTE_COUNTS.map((routes) => ({ routes, policy: bundled(policyOf(routes)), calls: callsOf(routes) }));
