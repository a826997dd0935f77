import { Readable } from 'node:stream';
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { prepareOutcomesTable } from '../../bin/local/outcomes-table.ts';
import { outcomeReader } from '../../bin/reader/reader.ts';
import type { StoredOutcome } from '../../bin/reader/stored-outcome.ts';
import { type Consumed, countReadUnits } from '../../bin/table/read-units.ts';
import { toAttributeMap } from '../../functions/outcomes/attribute-value.ts';
import type { Outcome } from '../../functions/recovery/outcome.ts';
import { storedItem } from '../bin/reader/items.ts';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from '../support/dynamodb-local.ts';

// What each question costs while the table grows behind it: npm run bench:queries [-- rows]
// The newest day is written first and older days after it, so every question has the same answer
// at every size, and any growth of its cost would come from the size of the table.

const TABLE = 'outcomes';
const ROWS_PER_DAY = 10_000;
const NEWEST = Date.parse('2026-11-21T23:59:59.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CALLERS = 2000;
const OUTCOMES: readonly Outcome[] = [
  'busy',
  'no-answer',
  'declined',
  'unreachable',
  'connected',
  'completed',
  'failed',
];
const BATCH = 25;
const WRITERS = 16;

const callIdOf = (row: number): string =>
  `c-95ac8d6e-1a31c52e-b38f-4198-93c1-${String(row >> 1).padStart(12, '0')}`;

/** A row as the functions store it; every call has two. */
function item(row: number) {
  const eventTime = new Date(NEWEST - Math.floor((row * DAY) / ROWS_PER_DAY)).toISOString();
  const callId = callIdOf(row);
  return storedItem({
    callId,
    eventTime,
    outcome: OUTCOMES[row % OUTCOMES.length] ?? 'failed',
    route: 'support',
    attempt: 2 - (row % 2),
    nextDestination: 'sip:bob@desk.example.com',
    fields: {
      accountId: '55555555',
      from: `sip:caller-${row % CALLERS}@customer.example.com`,
      callUrl: `https://voice.bandwidth.com/api/v2/accounts/55555555/calls/${callId}`,
      startTime: eventTime,
      referCallStatus: 'failure',
      referSipResponseCode: 202,
      notifySipResponseCode: 486,
    },
  });
}

async function write(client: DynamoDBClient, from: number, to: number): Promise<void> {
  const starts = Array.from({ length: Math.ceil((to - from) / BATCH) }, (_, index) => from + index * BATCH);
  async function writeBatch(start: number): Promise<void> {
    const rows = Array.from({ length: Math.min(BATCH, to - start) }, (_, index) => item(start + index));
    const requests = rows.map((each) => ({ PutRequest: { Item: toAttributeMap(each) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: requests } }));
    if (start % 10_000 === 0) process.stderr.write(`\r${start} of ${to} rows `);
  }
  await Readable.from(starts).forEach(writeBatch, { concurrency: WRITERS });
  process.stderr.write(`\r${to} of ${to} rows \n`);
}

/** A request of AWS costs half a read unit even when it finds nothing; DynamoDB Local calls that free. */
const LEAST_UNITS = 0.5;

const past = (milliseconds: number) => ({
  sinceEpochMilliseconds: NEWEST + 1 - milliseconds,
  untilEpochMilliseconds: NEWEST + 1,
});

const QUESTIONS: readonly [
  string,
  number,
  (reader: ReturnType<typeof outcomeReader>) => AsyncIterable<StoredOutcome>,
][] = [
  ['one call', Infinity, (reader) => reader.call(callIdOf(100))],
  ['20 newest, one outcome', 20, (reader) => reader.byOutcome({ ...past(DAY), outcomes: ['busy'] })],
  ['20 newest, all outcomes', 20, (reader) => reader.byOutcome(past(DAY))],
  ["a caller's day", Infinity, (reader) => reader.byCaller({ ...past(DAY), caller: String(item(7).caller) })],
  ['all of one hour', Infinity, (reader) => reader.byOutcome(past(HOUR))],
  ['all of 12 hours', Infinity, (reader) => reader.byOutcome(past(12 * HOUR))],
];

async function measure(client: DynamoDBClient, consumed: Consumed, size: number): Promise<void> {
  for (const [name, most, ask] of QUESTIONS) {
    const { requests, readUnits } = consumed;
    let rows = 0;
    const began = performance.now();
    for await (const _ of ask(outcomeReader({ client, tableName: TABLE }))) {
      rows += 1;
      if (rows >= most) break;
    }
    const took = `${Math.round(performance.now() - began)} ms`;
    console.log(
      `| ${[size, name, rows, consumed.requests - requests, consumed.readUnits - readUnits, took].join(' | ')} |`,
    );
  }
}

const total = Number(process.argv[2] ?? 1_000_000);
const obstacle = whyNoDynamoDbLocal();
if (obstacle) console.log(`On dynalite, not DynamoDB Local: ${obstacle}.`);
const dynamoDb = await (obstacle ? startEmbeddedDynamoDb(undefined) : startDynamoDbLocal());
const client = dynamoDbClient(dynamoDb.endpoint);
const consumed = countReadUnits(client, LEAST_UNITS);
try {
  await prepareOutcomesTable(dynamoDb.endpoint, TABLE);
  console.log('| rows in the table | question | rows found | requests | read units | took |');
  console.log('|---:|---|---:|---:|---:|---:|');
  let written = 0;
  for (const size of [total / 100, total / 10, total].map(Math.round)) {
    await write(client, written, size);
    written = size;
    await measure(client, consumed, size);
  }
} finally {
  client.destroy();
  await dynamoDb.close();
}
