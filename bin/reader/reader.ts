import { type DynamoDBClient, paginateScan, QueryCommand } from '@aws-sdk/client-dynamodb';
import { OUTCOME_SHARDS, OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import type { Outcome } from '../../functions/recovery/outcome.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { plainItem } from './plain-item.ts';
import { callQuery, indexQuery, type QueryInput, queryRows, type RowFilter } from './queries.ts';
import {
  byTime,
  inCallOrder,
  STORED_OUTCOMES,
  type StoredOutcome,
  type TimeOrder,
} from './stored-outcome.ts';
import { type TimeRange, utcDays } from './time-range.ts';

/** What {@link OutcomeReader.byOutcome} is asked for. */
export interface OutcomeQuestion extends RowFilter, TimeRange {
  /** Which outcomes; all of them unless named. Each costs 16 requests a day of the range, at least. */
  readonly outcomes?: readonly string[] | undefined;
  readonly order?: TimeOrder | undefined;
}

/** What {@link OutcomeReader.received} is asked for. */
export interface ReceivedQuestion extends Omit<RowFilter, 'keyPart'> {
  readonly outcomes?: readonly string[] | undefined;
  readonly receivedSinceEpochMilliseconds: number;
}

/**
 * Reads the outcomes table. All but `received` send Query: the cost of an answer follows its size, not
 * that of the table. Rows of the two indexes carry what the indexes project, and are there within about a
 * second of the write; a call is whole and consistent. Each iteration throws what the AWS SDK throws.
 */
export interface OutcomeReader {
  /** Every item of a call, oldest first; all are read before the first is given. */
  call(callId: string): AsyncIterable<StoredOutcome>;
  /** Outcomes in order of time, newest first unless told otherwise, a day at a time. */
  byOutcome(question: OutcomeQuestion): AsyncIterable<StoredOutcome>;
  /** The call that has a leg of this id, among the legs that were over within the range; it looks at each of them. */
  callOfLeg(legCallId: string, range: TimeRange): Promise<string | undefined>;
  /** Events of one caller, as Bandwidth wrote it, newest first. */
  byCaller(question: TimeRange & { readonly from: string }): AsyncIterable<StoredOutcome>;
  /**
   * What was received from a time on, oldest event first, whatever its events are dated; each has what a row
   * of `byOutcome` has. It is a Scan, which reads the whole table: for a local one only.
   */
  received(question: ReceivedQuestion): Promise<StoredOutcome[]>;
}

/** What the end of a leg is stored under: its cause is read, or its caller left. */
// biome-ignore format: a list of words
const LEG_OUTCOMES: readonly Outcome[] = [
  'completed', 'busy', 'no-answer', 'declined', 'cancelled', 'abandoned', 'throttled', 'misconfigured', 'failed',
];

const [BY_OUTCOME, BY_CALLER] = OUTCOMES_TABLE.indexes;

/** What a row of `byOutcome` has. */
const FIELDS = ['callId', 'eventKey', 'outcomeDay', 'eventTime', ...BY_OUTCOME.projected];

const SHARDS = Array.from({ length: OUTCOME_SHARDS }, (_, shard) => String(shard).padStart(2, '0'));

/** Makes a reader of a table; the client stays the caller's to close. */
export function outcomeReader({
  client,
  tableName,
}: {
  client: DynamoDBClient;
  tableName: string;
}): OutcomeReader {
  const send = (input: QueryInput) => client.send(new QueryCommand({ ...input, TableName: tableName }));
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
    call: async function* (callId) {
      yield* inCallOrder(await Array.fromAsync(queryRows(send, callQuery(callId))));
    },

    byOutcome,

    callOfLeg: async (legCallId, range) => {
      // The key of a leg's end is the only thing in the index that has its id (functions/outcomes/item.ts).
      const keyPart = `#transferDisconnect#${legCallId}`;
      for await (const { callId, eventKey } of byOutcome({ ...range, outcomes: LEG_OUTCOMES, keyPart }))
        if (`${eventKey}#`.includes(`${keyPart}#`)) return callId;
      return undefined;
    },

    byCaller: ({ from, ...range }) => queryRows(send, indexQuery(BY_CALLER, from, range, 'newest first')),

    received: async ({ outcomes, receivedSinceEpochMilliseconds, applicationId, route }) => {
      const since = new Date(receivedSinceEpochMilliseconds).toISOString();
      const scan = {
        TableName: tableName,
        FilterExpression: 'receivedAt >= :since',
        ProjectionExpression: FIELDS.map((name) => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(FIELDS.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: { ':since': { S: since } },
      };
      const pages = await Array.fromAsync(paginateScan({ client }, scan));
      return pages
        .flatMap(({ Items = [] }) => Items.map((item) => plainItem(item) as StoredOutcome))
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
