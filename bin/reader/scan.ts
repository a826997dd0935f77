import {
  type DynamoDBClient,
  paginateScan,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { plainItem } from './plain-item.ts';
import { isOfNoCall, type StoredOutcome } from './stored-outcome.ts';

/** A Scan without its table. */
type ScanInput = Omit<ScanCommandInput, 'TableName'>;

/** Parts of a table that are read side by side; each holds a page of 1 MB at most. */
const SEGMENTS = 8;

/** Reads the rows of a page one by one, so that it is not held twice. */
function* rowsOf({ Items = [] }: ScanCommandOutput): Generator<StoredOutcome> {
  for (const item of Items) yield plainItem(item) as StoredOutcome;
}

/** The pages of a whole table as they come, each with the part that it is of. */
async function* scanPages(
  client: DynamoDBClient,
  tableName: string,
  input: ScanInput,
  onRead: (count: number) => void,
): AsyncGenerator<{ readonly part: number; readonly rows: Generator<StoredOutcome> }> {
  const segments = Array.from({ length: SEGMENTS }, (_, Segment) =>
    paginateScan({ client }, { ...input, TableName: tableName, Segment, TotalSegments: SEGMENTS }),
  );
  const next = async (part: number) => ({ part, result: await segments[part]?.next() });
  const pending = new Map(segments.map((_, part) => [part, next(part)]));
  let read = 0;
  while (pending.size > 0) {
    const { part, result } = await Promise.race(pending.values());
    if (!result || result.done) {
      pending.delete(part);
      continue;
    }
    pending.set(part, next(part));
    read += result.value.ScannedCount ?? 0;
    onRead(read);
    yield { part, rows: rowsOf(result.value) };
  }
}

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
  for await (const { rows } of scanPages(client, tableName, input, onRead)) yield* rows;
}

/**
 * The same call by call: items of one partition key lie together, and in one part of the table. Memory holds a page
 * and a call of each part. Callbacks without a callId are of no call, and left out.
 */
export async function* scanCalls(
  client: DynamoDBClient,
  tableName: string,
  input: ScanInput,
  onRead: (count: number) => void,
): AsyncGenerator<StoredOutcome[]> {
  const open = new Map<number, StoredOutcome[]>();
  for await (const { part, rows } of scanPages(client, tableName, input, onRead)) {
    for (const row of rows) {
      const call = open.get(part) ?? [];
      if (isOfNoCall(row)) continue;
      if (call[0]?.callId === row.callId) {
        call.push(row);
        continue;
      }
      open.set(part, [row]);
      if (call.length > 0) yield call;
    }
  }
  yield* open.values();
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
