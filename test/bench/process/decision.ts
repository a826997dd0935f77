import { writeDocument } from '../../../functions/bxml/document.ts';
import { readHandOff } from '../../../functions/recovery/hand-off.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import type { ReferComplete } from '../../../functions/refer-complete/callback.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

/** Median microseconds of one decision with its BXML, by the number of routes and the kind of call. */
export type DecisionReport = readonly {
  readonly routes: number;
  readonly microseconds: Readonly<Record<string, number>>;
}[];

const ROUTE_COUNTS = [1, 10, 100, 1000, 5000];
const BATCHES = 301;
const BATCH = 100;
/** Thousands of routes take milliseconds; their code is compiled within a batch or two. */
const MOST_MS = 3000;

/** A hand-off that found its target busy. */
const event = {
  eventType: 'referComplete',
  eventTime: '2026-04-30T13:20:39.810Z',
  callId: 'c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d',
  startTime: '2026-04-30T13:13:34.859Z',
  from: 'sip:bob@customer.example.com',
  referCallStatus: 'failure',
  referSipResponseCode: 202,
  notifySipResponseCode: 486,
} as ReferComplete;

const phoneNumber = (route: number): string => `+1555${1_000_000 + route}`;

/** Of four routes, one is chosen by a pattern. */
const isByPattern = (route: number): boolean => route % 4 === 3;

const policyOf = (numbers: readonly number[]): Policy =>
  parsePolicy({
    routes: numbers.map((route) => ({
      name: `route-${route}`,
      match: {
        to: isByPattern(route)
          ? `sip:desk-${route}@*`
          : [phoneNumber(route), `sip:team-${route}@bw.example.com`],
      },
      destinations: ['sip:alice@desk.example.com', 'sip:bob@desk.example.com'],
    })),
  });

/** Calls that a search through the routes finds last, or not at all: to whom, and the query of the URL. */
function callsOf(numbers: readonly number[]): Readonly<Record<string, readonly [to: string, query: string]>> {
  const byNumber = numbers.findLast((route) => !isByPattern(route)) ?? 0;
  const byPattern = numbers.findLast(isByPattern) ?? 0;
  const destination = 'destination=sip%3Aalice%40desk.example.com';
  return {
    number: [phoneNumber(byNumber), ''],
    pattern: [`sip:desk-${byPattern}@bw.example.com`, ''],
    running: [phoneNumber(0), `route=route-${numbers.length - 1}&${destination}&attempt=2`],
    none: ['sip:nobody@bw.example.com', ''],
  };
}

function medianMicroseconds(decideOnce: () => string): number {
  const times: number[] = [];
  const deadline = performance.now() + MOST_MS;
  while (times.length < BATCHES && performance.now() < deadline) {
    const before = process.hrtime.bigint();
    for (let each = 0; each < BATCH; each += 1) decideOnce();
    times.push(Number(process.hrtime.bigint() - before) / 1000 / BATCH);
  }
  return times.sort((a, b) => a - b)[times.length >> 1] as number;
}

const report: DecisionReport = ROUTE_COUNTS.map((routes) => {
  const numbers = Array.from({ length: routes }, (_, route) => route);
  const policy = policyOf(numbers);
  const microseconds = Object.entries(callsOf(numbers)).map(([name, [to, query]]) => {
    const decideOnce = () =>
      writeDocument(referComplete.decide({ ...event, to }, readHandOff(new URLSearchParams(query)), policy));
    return [name, medianMicroseconds(decideOnce)];
  });
  return { routes, microseconds: Object.fromEntries(microseconds) };
});
process.send?.(report, () => process.exit());
