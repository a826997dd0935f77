import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { OUTCOME_SHARDS, OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { plainItem } from './plain-item.ts';
import { callQuery, indexQuery, type QueryInput, queryRows, type RowFilter } from './queries.ts';
import { type ReceivedQuestion, receivedRows } from './received.ts';
import { sideBySide } from './side-by-side.ts';
import {
  byTime,
  inCallOrder,
  STORED_OUTCOMES,
  type StoredOutcome,
  type StoredOutcomeName,
  type TimeOrder,
} from './stored-outcome.ts';
import { type TimeRange, utcDays } from './time-range.ts';

/** What {@link OutcomeReader.byOutcome} is asked for. */
export interface OutcomeQuestion extends RowFilter, TimeRange {
  /** Which outcomes; all of them unless named. Each costs 16 requests a day of the range, at least. */
  readonly outcomes?: readonly string[] | undefined;
  readonly order?: TimeOrder | undefined;
}

/** What {@link OutcomeReader.byCaller} is asked for. */
export interface CallerQuestion extends TimeRange {
  /** As Bandwidth wrote it: `+15551234567`, `sip:bob@example.com`, `Anonymous`. */
  readonly from: string;
  readonly order?: TimeOrder | undefined;
}

/**
 * Reads the outcomes table. All but `received` send Query and GetItem: the cost of an answer follows its
 * size, not that of the table. Rows of the two indexes carry what the indexes project, and are there within
 * about a second of the write; a call and an item are whole and, unless told otherwise, consistent.
 * Each iteration throws what the AWS SDK throws.
 */
export interface OutcomeReader {
  /** Every item of a call, oldest first; all are read before the first is given. */
  call(callId: string, options?: { consistent?: boolean }): AsyncIterable<StoredOutcome>;
  /** One item, whole; `undefined` when there is none. */
  item(key: { callId: string; eventKey: string }): Promise<StoredOutcome | undefined>;
  /** Outcomes in order of time, newest first unless told otherwise, a day at a time. */
  byOutcome(question: OutcomeQuestion): AsyncIterable<StoredOutcome>;
  /** The call that has a leg of this id, among the legs that were over within the range; it looks at each of them. */
  callOfLeg(legCallId: string, range: TimeRange): Promise<string | undefined>;
  /** Events of one caller in order of time, newest first unless told otherwise. */
  byCaller(question: CallerQuestion): AsyncIterable<StoredOutcome>;
  /** What was received from a time on, whatever its events are dated; reads the whole table (received.ts). */
  received(question: ReceivedQuestion): Promise<StoredOutcome[]>;
}

/** What a reader reads. */
export interface ReaderOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Told of every request with the read units that it took. */
  readonly onRequest?: ((readUnits: number) => void) | undefined;
}

/** Requests under way at once; the SDK has 50 sockets, and warns when many more wait for one. */
const MOST_REQUESTS_AT_ONCE = 32;

/** What the end of a leg is stored under: its cause is read, or its caller left. */
// biome-ignore format: a list of words
const LEG_OUTCOMES: readonly StoredOutcomeName[] = [
  'completed', 'busy', 'no-answer', 'declined', 'cancelled', 'abandoned', 'throttled', 'misconfigured', 'failed',
];

const [BY_OUTCOME, BY_CALLER] = OUTCOMES_TABLE.indexes;

const SHARDS = Array.from({ length: OUTCOME_SHARDS }, (_, shard) => String(shard).padStart(2, '0'));

/** Makes a reader of a table; the client stays the caller's to close. */
export function outcomeReader({ client, tableName, onRequest }: ReaderOptions): OutcomeReader {
  const table = { TableName: tableName, ReturnConsumedCapacity: 'TOTAL' as const };
  const send = sideBySide(MOST_REQUESTS_AT_ONCE, async (input: QueryInput) => {
    const page = await client.send(new QueryCommand({ ...input, ...table }));
    onRequest?.(page.ConsumedCapacity?.CapacityUnits ?? 0);
    return page;
  });
  async function* byOutcome({
    outcomes = STORED_OUTCOMES,
    order = 'newest first',
    ...question
  }: OutcomeQuestion) {
    const { applicationId, route, keyPart } = question;
    const filter = { applicationId, route, keyPart };
    for (const day of utcDays(question, order)) {
      const partitions = [...new Set(outcomes)].flatMap((outcome) =>
        SHARDS.map((shard) => `${outcome}#${day}#${shard}`),
      );
      const sources = partitions.map((partition) =>
        queryRows(send, indexQuery(BY_OUTCOME, partition, question, order, filter)),
      );
      yield* mergeOrdered(sources, byTime(order));
    }
  }
  return {
    call: async function* (callId, { consistent = true } = {}) {
      yield* inCallOrder(await Array.fromAsync(queryRows(send, callQuery(callId, consistent))));
    },

    item: async ({ callId, eventKey }) => {
      const { partitionKey, sortKey } = OUTCOMES_TABLE;
      const Key = { [partitionKey]: { S: callId }, [sortKey]: { S: eventKey } };
      const got = await client.send(new GetItemCommand({ ...table, Key, ConsistentRead: true }));
      onRequest?.(got.ConsumedCapacity?.CapacityUnits ?? 0);
      return got.Item && (plainItem(got.Item) as StoredOutcome);
    },

    byOutcome,

    callOfLeg: async (legCallId, range) => {
      // The key of a leg's end is the only thing in the index that has its id (functions/outcomes/item.ts).
      const keyPart = `#transferDisconnect#${legCallId}`;
      for await (const { callId, eventKey } of byOutcome({ ...range, outcomes: LEG_OUTCOMES, keyPart }))
        if (`${eventKey}#`.includes(`${keyPart}#`)) return callId;
      return undefined;
    },

    byCaller: ({ from, order = 'newest first', ...range }) =>
      queryRows(send, indexQuery(BY_CALLER, from, range, order)),

    received: (question) => receivedRows(client, tableName, question),
  };
}
