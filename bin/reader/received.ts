import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import { plainItem } from './plain-item.ts';
import type { RowFilter } from './queries.ts';
import { byTime, type StoredOutcome } from './stored-outcome.ts';

/** What {@link receivedRows} is asked for. */
export interface ReceivedQuestion extends Omit<RowFilter, 'keyPart'> {
  readonly outcomes?: readonly string[] | undefined;
  /** Milliseconds since the epoch. */
  readonly receivedSinceEpochMilliseconds: number;
}

const [BY_OUTCOME] = OUTCOMES_TABLE.indexes;

/** What a row of `byOutcome` has. */
const FIELDS = ['callId', 'eventKey', 'outcomeDay', 'eventTime', ...BY_OUTCOME.projected];

/**
 * Rows that were received from a time on, oldest event first, whatever their events are dated; each has
 * what a row of `byOutcome` has. It is a Scan, which reads the whole table: for a local one only.
 */
export async function receivedRows(
  client: DynamoDBClient,
  tableName: string,
  { outcomes, receivedSinceEpochMilliseconds, applicationId, route }: ReceivedQuestion,
): Promise<StoredOutcome[]> {
  const rows: StoredOutcome[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName: tableName,
      FilterExpression: 'receivedAt >= :since',
      ProjectionExpression: FIELDS.map((name) => `#${name}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(FIELDS.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ':since': { S: new Date(receivedSinceEpochMilliseconds).toISOString() },
      },
    },
  );
  for await (const { Items = [] } of pages)
    rows.push(...Items.map((item) => plainItem(item) as StoredOutcome));
  return rows
    .filter(
      (row) =>
        (outcomes?.includes(row.outcome) ?? true) &&
        (applicationId === undefined || row.applicationId === applicationId) &&
        (route === undefined || row.route === route),
    )
    .toSorted(byTime('oldest first'));
}
