import type { QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { plainItem } from './plain-item.ts';
import type { StoredOutcome } from './stored-outcome.ts';

/** A Query less its table. */
export type QueryInput = Omit<QueryCommandInput, 'TableName'>;

/** Sends one Query request. */
export type SendQuery = (input: QueryInput) => Promise<QueryCommandOutput>;

/** A page of 8 rows of an index costs what a page of one does: half a read unit. */
const FIRST_PAGE_ROWS = 8;

/** Bounds what is held of each partition: some 100 KB of an index row. */
const LARGEST_PAGE_ROWS = 256;

/**
 * The rows of one Query, page after page, none read before it is asked for. Pages
 * begin small and grow, so that who stops early has read little, and who goes on asks seldom.
 */
export async function* queryRows(send: SendQuery, input: QueryInput): AsyncGenerator<StoredOutcome> {
  let pageRows = FIRST_PAGE_ROWS;
  let startKey: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page = await send({
      ...input,
      Limit: pageRows,
      ...(startKey && { ExclusiveStartKey: startKey }),
    });
    for (const item of page.Items ?? []) yield plainItem(item) as StoredOutcome;
    startKey = page.LastEvaluatedKey;
    pageRows = Math.min(pageRows * 4, LARGEST_PAGE_ROWS);
  } while (startKey);
}
