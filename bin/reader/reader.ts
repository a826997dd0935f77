import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { OUTCOME_SHARDS, OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { callQuery, indexQuery, type QueryInput, queryRows, type RowFilter } from './queries.ts';
import { scanCalls, scanFilter, scanRows } from './scan.ts';
import {
  byTime,
  inCallOrder,
  STORED_OUTCOMES,
  type StoredOutcome,
  type TimeOrder,
} from './stored-outcome.ts';
import { sortKeyBounds, type TimeRange, utcDays } from './time-range.ts';

/** The question to {@link OutcomeReader.byOutcome}. */
export interface OutcomeQuestion extends RowFilter, TimeRange {
  /** Which outcomes; all of them unless named. Each costs 16 requests a day of the range, at least. */
  readonly outcomes?: readonly string[] | undefined;
  readonly order?: TimeOrder | undefined;
}

/** The question to {@link OutcomeReader.received}. */
interface ReceivedQuestion extends RowFilter {
  readonly outcomes?: readonly string[] | undefined;
  readonly receivedSinceEpochMilliseconds: number;
}

/**
 * Reads the outcomes table. `call`, `byOutcome` and `byCaller` send Query: the cost of an answer follows its
 * size, not that of the table. The others read the whole table. Rows of the two indexes carry what the indexes project, and are there within about a
 * second of the write; a call is whole and consistent. Each iteration throws what the AWS SDK throws.
 */
export interface OutcomeReader {
  /** Every item of a call, oldest first; all are read before the first is given. */
  call(callId: string): AsyncIterable<StoredOutcome>;
  /** Outcomes in order of time, newest first unless told otherwise, a day at a time. */
  byOutcome(question: OutcomeQuestion): AsyncIterable<StoredOutcome>;
  /** Events of one caller, newest first, but for normal ends of legs and calls (functions/outcomes/caller.ts, item.ts). */
  byCaller(question: TimeRange & { readonly caller: string }): AsyncIterable<StoredOutcome>;
  /** Whole items of every event of a range, in no order: a parallel Scan. `onRead` is told of progress. */
  all(range: TimeRange, onRead?: (count: number) => void): AsyncIterable<StoredOutcome>;
  /** The same call by call, each oldest first. */
  calls(range: TimeRange, onRead: (count: number) => void): AsyncIterable<StoredOutcome[]>;
  /** The call that has a leg of this id: no index has the ends of legs, so it is a Scan. */
  callOfLeg(legCallId: string): Promise<string | undefined>;
  /**
   * Finds what was received from a time on, oldest event first, whatever its events are dated; each has what a row
   * of `byOutcome` has. It is a Scan, which reads the whole table: for a local one only.
   */
  received(question: ReceivedQuestion): Promise<StoredOutcome[]>;
}

const [BY_OUTCOME, BY_CALLER] = OUTCOMES_TABLE.indexes;

/** The fields of a row of `byOutcome`. */
const FIELDS = ['callId', 'eventKey', 'outcomeDay', 'eventTime', ...BY_OUTCOME.projected];

const SHARDS = Array.from({ length: OUTCOME_SHARDS }, (_, shard) => String(shard).padStart(2, '0'));

/** Rows of events of a range. */
function timeFilter(range: TimeRange) {
  const { first, last } = sortKeyBounds(range);
  return scanFilter([
    ['eventTime', '>=', first],
    ['eventTime', '<=', last],
  ]);
}

/** Makes a reader of a table; the client stays the caller's to close. `onRead` is told the read units of each Query. */
export function outcomeReader({
  client,
  tableName,
  onRead,
}: {
  client: DynamoDBClient;
  tableName: string;
  onRead?: (readUnits: number) => void;
}): OutcomeReader {
  const counts = onRead && { ReturnConsumedCapacity: 'TOTAL' as const };
  async function send(input: QueryInput) {
    const page = await client.send(new QueryCommand({ ...input, ...counts, TableName: tableName }));
    onRead?.(page.ConsumedCapacity?.CapacityUnits ?? 0);
    return page;
  }
  async function* byOutcome({
    outcomes = STORED_OUTCOMES,
    order = 'newest first',
    ...question
  }: OutcomeQuestion) {
    const { applicationId, route } = question;
    const filter = { applicationId, route };
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
    call: async function* (callId) {
      yield* inCallOrder(await Array.fromAsync(queryRows(send, callQuery(callId))));
    },

    byOutcome,

    byCaller: ({ caller, ...range }) => queryRows(send, indexQuery(BY_CALLER, caller, range, 'newest first')),

    all: (range, onRead) => scanRows(client, tableName, timeFilter(range), onRead),

    calls: async function* (range, onRead) {
      for await (const rows of scanCalls(client, tableName, timeFilter(range), onRead))
        yield inCallOrder(rows);
    },

    callOfLeg: async (legCallId) => {
      for await (const { callId } of scanRows(client, tableName, scanFilter([['legCallId', '=', legCallId]])))
        return callId;
      return undefined;
    },

    received: async ({ outcomes, receivedSinceEpochMilliseconds, applicationId, route }) => {
      const since = new Date(receivedSinceEpochMilliseconds).toISOString();
      const filter = scanFilter([['receivedAt', '>=', since]]);
      const rows = await Array.fromAsync(
        scanRows(client, tableName, {
          ...filter,
          ProjectionExpression: FIELDS.map((name) => `#${name}`).join(', '),
          ExpressionAttributeNames: {
            ...filter.ExpressionAttributeNames,
            ...Object.fromEntries(FIELDS.map((name) => [`#${name}`, name])),
          },
        }),
      );
      return rows
        .filter(
          (row) =>
            (outcomes?.includes(row.outcome) ?? true) &&
            (applicationId === undefined || row.applicationId === applicationId) &&
            (route === undefined || row.route === route),
        )
        .toSorted(byTime('oldest first'));
    },
  };
}
