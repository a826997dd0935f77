import type { QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import { plainItem } from './plain-item.ts';
import type { StoredOutcome, TimeOrder } from './stored-outcome.ts';
import { sortKeyBounds, type TimeRange } from './time-range.ts';

/** Fields that rows of `byOutcome` can be narrowed by. What is left out is still read and paid for. */
export interface RowFilter {
  readonly applicationId?: string | undefined;
  readonly route?: string | undefined;
}

/** A Query without its table. */
export type QueryInput = Omit<QueryCommandInput, 'TableName'>;

/** All items of a call. */
export const callQuery = (callId: string): QueryInput => ({
  ConsistentRead: true,
  KeyConditionExpression: '#callId = :callId',
  ExpressionAttributeNames: { '#callId': OUTCOMES_TABLE.partitionKey },
  ExpressionAttributeValues: { ':callId': { S: callId } },
});

/** A range of one partition of an index. Every name is an alias: `from` is a reserved word. */
export function indexQuery(
  index: (typeof OUTCOMES_TABLE.indexes)[number],
  partition: string,
  range: TimeRange,
  order: TimeOrder,
  filter: RowFilter = {},
): QueryInput {
  const { first, last } = sortKeyBounds(range);
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
  const conditions = wanted.map(([name]) => `#${name} = :${name}`);
  return {
    IndexName: index.name,
    KeyConditionExpression: '#partition = :partition AND #time BETWEEN :first AND :last',
    ExpressionAttributeNames: {
      '#partition': index.partitionKey,
      '#time': index.sortKey,
      ...Object.fromEntries(wanted.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ':partition': { S: partition },
      ':first': { S: first },
      ':last': { S: last },
      ...Object.fromEntries(wanted.map(([name, value]) => [`:${name}`, { S: value }])),
    },
    ScanIndexForward: order === 'oldest first',
    ...(conditions.length > 0 && { FilterExpression: conditions.join(' AND ') }),
  };
}

/** A page of 8 rows of an index costs what a page of one does: half a read unit. */
const FIRST_PAGE_ROWS = 8;

/** Bounds what is held of each partition: some 100 KB of an index row. */
const LARGEST_PAGE_ROWS = 256;

/**
 * The rows of one Query, page after page, none read before it is asked for. Pages begin small and
 * grow: a caller that stops early has read little, and one that goes on sends few requests.
 */
export async function* queryRows(
  send: (input: QueryInput) => Promise<QueryCommandOutput>,
  input: QueryInput,
): AsyncGenerator<StoredOutcome> {
  let Limit = FIRST_PAGE_ROWS;
  let ExclusiveStartKey: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page = await send({ ...input, Limit, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
    for (const item of page.Items ?? []) yield plainItem(item) as StoredOutcome;
    ExclusiveStartKey = page.LastEvaluatedKey;
    Limit = Math.min(Limit * 4, LARGEST_PAGE_ROWS);
  } while (ExclusiveStartKey);
}
