import {
  type AttributeValue,
  DynamoDBClient,
  type QueryCommandInput,
  type QueryCommandOutput,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { outcomeReader } from '../../bin/reader/reader.ts';
import { readCalls } from '../../bin/report/calls.ts';
import { Figures } from '../../bin/report/figures.ts';
import { reportPage } from '../../bin/report/page/report-page.ts';
import { reportedCall } from '../../bin/report/reported-call.ts';
import { toAttributeMap } from '../../functions/outcomes/attribute-value.ts';
import { storedItem } from '../bin/reader/items.ts';

// How much memory a report takes: node test/bench/report-memory.ts [calls] [index|scan]. The pages are made as they are
// asked for, in place of a table, so that only the report itself is held. Every caller is another one: of all that
// a report keeps, callers grow with the calls.

const [, , CALLS = '1000000', WAY = 'scan'] = process.argv;
const calls = Number(CALLS);
const START = Date.parse('2026-11-30T00:00:00.000Z');
const DAY = 86_400_000;
const SHARDS = 16;

const idOf = (index: number): string =>
  `c-95ac8d6e-1a31c52e-b38f-4198-93c1-${String(index).padStart(12, '0')}`;
const timeOf = (index: number, seconds: number): string =>
  new Date(START + Math.floor((index / calls) * DAY) + seconds * 1000).toISOString();

type Item = Record<string, AttributeValue>;

const ANNA = '+15550001111';
const BEN = '+15550002222';

/** The items of a call that is busy, then answered, as the functions make them; made once, as hashing takes memory of its own. */
const ITEMS: readonly (readonly [seconds: number, item: Item])[] = [
  [
    0,
    {
      eventType: 'initiate',
      outcome: 'begun',
      attempt: 0,
      step: 'begin',
      destination: '',
      nextDestination: ANNA,
    },
  ],
  [10, { eventType: 'transferComplete', destination: ANNA, nextDestination: BEN }],
  [
    90,
    {
      eventType: 'transferDisconnect',
      outcome: 'completed',
      attempt: 2,
      step: 'none',
      destination: BEN,
      fields: { legCallId: 'c-leg', cause: 'hangup' },
    },
  ],
  [
    90,
    { eventType: 'transferComplete', outcome: 'completed', attempt: 2, step: 'goodbye', destination: BEN },
  ],
  [91, { eventType: 'disconnect', outcome: 'completed', attempt: 0, step: 'none', destination: '' }],
].map(([seconds, told]) => [
  Number(seconds),
  toAttributeMap(storedItem({ callId: 'c', eventTime: timeOf(0, 0), ...(told as object) })),
]);

const text = (S: string): AttributeValue => ({ S });

/** Of every third call nobody answers. */
function itemsOf(index: number): Item[] {
  const isLost = index % 3 === 0;
  const callId = text(idOf(index));
  const from = text(`+1555${String(index).padStart(7, '0')}`);
  const startTime = text(timeOf(index, 0));
  const route = text(`route-${index % 20}`);
  return ITEMS.filter((_, row) => !(isLost && row === 2)).map(([seconds, item]) => {
    const eventTime = text(timeOf(index, seconds));
    const own: Item = { ...item, callId, from, route, startTime, eventTime };
    const isSecond = item.attempt?.N === '2';
    if (isSecond) own.destination = text(`+1556${String(index % 300).padStart(7, '0')}`);
    if (isSecond && isLost) own.outcome = text('no-answer');
    if (item.legCallId) {
      own.answerTime = text(timeOf(index, 20));
      own.endTime = eventTime;
    }
    return own;
  });
}

const position = (key: Item | undefined, first: number, step: number): number =>
  key ? Number(key.index?.N) + step : first;

/** A page of the calls first, first + step, … of which each gives these items. */
function pageOf(from: number, step: number, most: number, items: (index: number) => Item[]) {
  const Items: Item[] = [];
  let last = from;
  for (let index = from; index < calls && (index - from) / step < most; index += step) {
    Items.push(...items(index));
    last = index;
  }
  const hasMore = last + step < calls;
  return {
    Items,
    ScannedCount: Items.length,
    ...(hasMore && { LastEvaluatedKey: { index: { N: String(last) } } }),
  };
}

/** Stands for a table of so many calls. */
class GeneratedTable extends DynamoDBClient {
  override async send(command: object): Promise<never> {
    const { input } = command as { input: QueryCommandInput & ScanCommandInput };
    return this.#answer(input) as never;
  }

  #answer({
    IndexName,
    ExpressionAttributeValues: values,
    Limit,
    Segment,
    TotalSegments = 8,
    ExclusiveStartKey,
  }: QueryCommandInput & ScanCommandInput): Partial<QueryCommandOutput> {
    if (Segment !== undefined)
      return pageOf(position(ExclusiveStartKey, Segment, TotalSegments), TotalSegments, 250, itemsOf);
    if (IndexName === undefined) return { Items: itemsOf(Number(values?.[':callId']?.S?.slice(-12))) };
    const [outcome, day, shard] = String(values?.[':partition']?.S).split('#');
    const row = { begun: 0, completed: 3 }[outcome ?? ''];
    if (row === undefined || day !== '2026-11-30') return { Items: [] };
    const from = position(ExclusiveStartKey, Number(shard), SHARDS);
    return pageOf(from, SHARDS, Limit ?? 256, (index) => itemsOf(index).slice(row, row + 1));
  }
}

const reader = outcomeReader({ client: new GeneratedTable({ region: 'us-east-1' }), tableName: 'generated' });
const period = { sinceEpochMilliseconds: START, untilEpochMilliseconds: START + DAY };
const figures = new Figures({ ...period, timeZone: 'UTC', mailbox: { ringsSeconds: 18, overSeconds: 20 } });
const onRead = (count: number): void => {
  if (count % 5000 === 0) process.stderr.write(`\r${count.toLocaleString('en')} read `);
};
const began = performance.now();
const reading = { period, isScan: WAY !== 'index', callMilliseconds: 5 * 3_600_000, onRead };
for await (const rows of readCalls(reader, reading)) figures.add(reportedCall(rows));
const report = figures.report();
const page = reportPage(report, []);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `\n| ${[WAY, report.totals.calls, report.callBack.length, `${Math.round(page.length / 1024)} KB`, `${Math.round((performance.now() - began) / 1000)} s`, `${megabytes} MB`].join(' | ')} |`,
);
process.exitCode = megabytes < 512 && report.totals.calls === calls ? 0 : 1;
