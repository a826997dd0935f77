import { readFileSync } from 'node:fs';
import type { answer as Answer } from '../../../functions/bxml/answer.ts';
import type { Callback } from '../../../functions/callback/callback.ts';
import type { readHandOff as ReadHandOff } from '../../../functions/recovery/hand-off.ts';
import type { ReferComplete } from '../../../functions/refer-complete/event.ts';
import type { DecisionCase } from '../decision-cases.ts';

/** Median microseconds of one decision with its BXML, by the number of routes and the kind of call. */
export type DecisionReport = readonly {
  readonly routes: number;
  readonly microseconds: Readonly<Record<string, number>>;
}[];

interface Core {
  readonly referComplete: Callback<ReferComplete>;
  readonly answer: typeof Answer;
  readonly readHandOff: typeof ReadHandOff;
}

const BATCHES = 301;
const BATCH = 100;

const [coreUrl = '', casesFile = ''] = process.argv.slice(2);
const { referComplete, answer, readHandOff } = (await import(coreUrl)) as Core;
const cases = JSON.parse(readFileSync(casesFile, 'utf8')) as readonly DecisionCase[];

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

function medianMicroseconds(decideOnce: () => string): number {
  const times: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const before = process.hrtime.bigint();
    for (let each = 0; each < BATCH; each += 1) decideOnce();
    times.push(Number(process.hrtime.bigint() - before) / 1000 / BATCH);
  }
  return times.sort((a, b) => a - b)[BATCHES >> 1] as number;
}

const report: DecisionReport = cases.map(({ routes, policy, calls }) => {
  const microseconds = Object.entries(calls).map(([name, { to, query }]) => [
    name,
    medianMicroseconds(() =>
      answer(referComplete.decide({ ...event, to }, readHandOff(new URLSearchParams(query)), policy)),
    ),
  ]);
  return { routes, microseconds: Object.fromEntries(microseconds) };
});
process.send?.(report, () => process.exit());
