import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import type { QueryInput } from './query-pages.ts';
import type { TimeOrder } from './stored-outcome.ts';
import { sortKeyBounds, type TimeRange } from './time-range.ts';

/** Fields that rows of `byOutcome` can be narrowed by. What is left out is still read and paid for. */
export interface RowFilter {
  readonly applicationId?: string | undefined;
  readonly route?: string | undefined;
  /** Text within the sort key of the table, which the indexes carry too. */
  readonly keyPart?: string | undefined;
}

/** All items of a call. */
export const callQuery = (callId: string, consistent: boolean): QueryInput => ({
  ConsistentRead: consistent,
  KeyConditionExpression: '#callId = :callId',
  ExpressionAttributeNames: { '#callId': OUTCOMES_TABLE.partitionKey },
  ExpressionAttributeValues: { ':callId': { S: callId } },
});

type IndexName = (typeof OUTCOMES_TABLE.indexes)[number]['name'];

/** A range of one partition of an index. Every name is an alias: `from` is a reserved word. */
export function indexQuery(
  indexName: IndexName,
  partition: string,
  range: TimeRange,
  order: TimeOrder,
  { keyPart, ...equal }: RowFilter = {},
): QueryInput {
  const index = OUTCOMES_TABLE.indexes.find(({ name }) => name === indexName);
  if (!index) throw new Error(`no index ${indexName}`);
  const { first, last } = sortKeyBounds(range);
  const wanted = Object.entries(equal).filter(([, value]) => value !== undefined);
  const conditions = [
    ...wanted.map(([name]) => `#${name} = :${name}`),
    ...(keyPart === undefined ? [] : ['contains(#key, :keyPart)']),
  ];
  return {
    IndexName: indexName,
    KeyConditionExpression: '#partition = :partition AND #time BETWEEN :first AND :last',
    ExpressionAttributeNames: {
      '#partition': index.partitionKey,
      '#time': index.sortKey,
      ...Object.fromEntries(wanted.map(([name]) => [`#${name}`, name])),
      ...(keyPart !== undefined && { '#key': OUTCOMES_TABLE.sortKey }),
    },
    ExpressionAttributeValues: {
      ':partition': { S: partition },
      ':first': { S: first },
      ':last': { S: last },
      ...Object.fromEntries(wanted.map(([name, value]) => [`:${name}`, { S: value }])),
      ...(keyPart !== undefined && { ':keyPart': { S: keyPart } }),
    },
    ScanIndexForward: order === 'oldest first',
    ...(conditions.length > 0 && { FilterExpression: conditions.join(' AND ') }),
  };
}
