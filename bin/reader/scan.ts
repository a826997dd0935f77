import { type DynamoDBClient, paginateScan, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { plainItem } from './plain-item.ts';
import type { StoredOutcome } from './stored-outcome.ts';

/** A Scan without its table. */
type ScanInput = Omit<ScanCommandInput, 'TableName'>;

/** Parts of a table that are read side by side; each holds a page of 1 MB at most. */
const SEGMENTS = 8;

/**
 * The rows of a whole table, in no order. Every item is read and paid for, whatever the filter leaves out.
 * @param onRead told how many items have been read so far, those that were left out included
 */
export async function* scanRows(
  client: DynamoDBClient,
  tableName: string,
  input: ScanInput,
  onRead: (count: number) => void = () => undefined,
): AsyncGenerator<StoredOutcome> {
  const segments = Array.from({ length: SEGMENTS }, (_, Segment) =>
    paginateScan({ client }, { ...input, TableName: tableName, Segment, TotalSegments: SEGMENTS }),
  );
  const next = async (index: number) => ({ index, result: await segments[index]?.next() });
  const pending = new Map(segments.map((_, index) => [index, next(index)]));
  let read = 0;
  while (pending.size > 0) {
    const { index, result } = await Promise.race(pending.values());
    if (!result || result.done) {
      pending.delete(index);
      continue;
    }
    pending.set(index, next(index));
    read += result.value.ScannedCount ?? 0;
    onRead(read);
    for (const item of result.value.Items ?? []) yield plainItem(item) as StoredOutcome;
  }
}

/** Conditions that all must hold, each on a field of any name. */
export function scanFilter(conditions: readonly (readonly [name: string, is: string, value: string])[]) {
  return {
    FilterExpression: conditions.map(([, is], index) => `#f${index} ${is} :f${index}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(conditions.map(([name], index) => [`#f${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      conditions.map(([, , value], index) => [`:f${index}`, { S: value }]),
    ),
  };
}
