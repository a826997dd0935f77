import { Temporal } from '@js-temporal/polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import { makeToken } from '../../bin/data-folder/callback-token.ts';
import { startLocalServer } from '../../bin/local/server.ts';
import { outcomeReader } from '../../bin/reader/reader.ts';
import { readCalls } from '../../bin/report/calls.ts';
import { Figures } from '../../bin/report/figures.ts';
import { reportedCall } from '../../bin/report/reported-call.ts';
import { playCall } from '../../bin/simulator/play-call.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { DAY_POLICY, dayCall, ZONE } from '../bin/report/day/calls.ts';
import { lived } from '../bin/report/day/lived.ts';
import { type LivedCall, recount } from '../bin/report/day/recount.ts';

const CALLS = Number(process.env.REPORT_CALLS ?? 1000);
const SEED = Number(process.env.REPORT_SEED ?? 11);
const HOUR = 3_600_000;
const SIDE_BY_SIDE = 20;

const midnight = Temporal.ZonedDateTime.from(`2026-11-30T00:00[${ZONE}]`).epochMilliseconds;
const PERIOD = { sinceEpochMilliseconds: midnight, untilEpochMilliseconds: midnight + 24 * HOUR };

describe(`${CALLS} calls of a day and an hour around it, on a table that two regions share`, () => {
  const started = new AsyncDisposableStack();
  const played: LivedCall[] = [];
  let table: { endpoint: string; tableName: string };

  beforeAll(async () => {
    const settings = { port: 0, tableName: 'outcomes', dataDirectory: undefined, token: makeToken() };
    const policy = parsePolicy(DAY_POLICY);
    const second = await startLocalServer({ ...settings, policy });
    started.defer(second.close);
    const dynamoDbEndpoint = second.endpoint;
    const home = await startLocalServer({
      ...settings,
      policy,
      dynamoDbEndpoint,
      fallbackBaseUrl: second.baseUrl,
    });
    started.defer(home.close);
    table = home;
    const indexes = Array(CALLS).keys();
    const around = { first: midnight - HOUR, last: midnight + 25 * HOUR };
    async function playOn(): Promise<void> {
      for (const index of indexes) {
        const { call, startMillis, known } = dayCall(SEED, index, around);
        const timeline = await playCall({ ...home, secondUrl: second.baseUrl, call, startMillis });
        const life = lived(timeline);
        if (life) played.push({ ...life, startMillis, known });
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, playOn));
  }, 900_000);
  afterAll(() => started.disposeAsync());

  const ofDay = () =>
    played.filter(({ startMillis }) => startMillis >= midnight && startMillis < midnight + 24 * HOUR);

  async function reportBy(way: { isScan: boolean; remembered?: number }) {
    const client = dynamoDbClient(table.endpoint);
    const figures = new Figures({
      ...PERIOD,
      timeZone: ZONE,
      mailbox: { ringsSeconds: 18, overSeconds: 20 },
    });
    const reading = { period: PERIOD, callMilliseconds: 5 * HOUR, onRead: () => undefined, ...way };
    for await (const rows of readCalls(outcomeReader({ client, ...table }), reading))
      figures.add(reportedCall(rows));
    client.destroy();
    const { period: _, ...report } = figures.report();
    return report;
  }

  it('has the figures of what each caller lived through, to the call', async () => {
    expect(await reportBy({ isScan: true })).toEqual(recount(ofDay()));
  });

  it.each([
    ['all found calls are remembered', undefined],
    ['most are forgotten and found again', 5],
  ])('has the same by the index, but for calls that are in none, where %s', async (_, remembered) => {
    const inIndex = ofDay().filter(({ isOnlyEnd }) => !isOnlyEnd);
    expect(await reportBy({ isScan: false, ...(remembered && { remembered }) })).toEqual(recount(inIndex));
    expect(inIndex.length).toBeLessThan(ofDay().length);
  });

  it('met all that a day can bring', () => {
    const results = new Set(ofDay().map(({ result }) => result));
    expect([...results].toSorted()).toEqual(Object.keys(recount([]).totals).slice(1).toSorted());
    const ends = new Set(ofDay().flatMap(({ handOffs }) => handOffs.map(({ end }) => end)));
    for (const end of ['answered', 'not-accepted', 'abandoned', 'unconfirmed', 'busy'])
      expect(ends).toContain(end);
  });
});
