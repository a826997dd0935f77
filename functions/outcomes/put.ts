import type { GetItemCommandInput, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { DEFAULT_STORE_TIMEOUT_MILLISECONDS } from '../environment.ts';
import { toAttributeMap } from './attribute-value.ts';
import type { OutcomeItem } from './item.ts';
import { OUTCOMES_TABLE } from './table.ts';

type Attributes = PutItemCommandInput['Item'];

/** The request that stores an item once: where its key is there already, DynamoDB refuses it. */
export const putOnceInput = (tableName: string, item: OutcomeItem): PutItemCommandInput => ({
  TableName: tableName,
  Item: toAttributeMap(item),
  ConditionExpression: `attribute_not_exists(${OUTCOMES_TABLE.partitionKey})`,
});

/**
 * The same for another try, of which the answer of the first may have been lost alone. The item that is there
 * comes with the refusal, and costs no read.
 */
export const putAgainInput = (input: PutItemCommandInput): PutItemCommandInput => ({
  ...input,
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});

/** Tells whether the item that is there is the one that was sent: two callbacks differ by their receipt. */
export const isSameItem = (sent: Attributes, there: Attributes): boolean =>
  there?.receivedAt?.S !== undefined && there.receivedAt.S === sent?.receivedAt?.S;

/**
 * One conditional PutItem. A condition that failed is `duplicate`, no error, unless
 * the item that is there is the one that was sent.
 * @throws when DynamoDB cannot be reached or refuses, or when the signal has ended it
 */
export type Put = (input: PutItemCommandInput, abortSignal: AbortSignal) => Promise<'stored' | 'duplicate'>;

/** The key of an item. */
export type ItemKey = Pick<OutcomeItem, 'callId' | 'eventKey'>;

/** The request that asks whether an item is stored: it sees every write before it, and fetches no more than a key. */
export const getInput = (tableName: string, { callId, eventKey }: ItemKey): GetItemCommandInput => ({
  TableName: tableName,
  Key: { [OUTCOMES_TABLE.partitionKey]: { S: callId }, [OUTCOMES_TABLE.sortKey]: { S: eventKey } },
  ProjectionExpression: OUTCOMES_TABLE.partitionKey,
  ConsistentRead: true,
});

/**
 * One GetItem, which tells whether the item is stored.
 * @throws when DynamoDB cannot be reached or refuses, or when the signal has ended it
 */
export type Get = (input: GetItemCommandInput, abortSignal: AbortSignal) => Promise<boolean>;

/** How much is told of an answer that is not DynamoDB's. */
export const MAX_TOLD_CHARACTERS = 100;

/**
 * Tells whether the body of a 200 is DynamoDB's: a JSON object without an error's type.
 * A proxy in between may answer 200 with anything else, and has stored nothing.
 */
export function isPutAnswer(body: string): boolean {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer) && !('__type' in answer);
  } catch {
    return false;
  }
}

/** Milliseconds that one try may take of the whole time, so that one that hangs leaves time for another. */
export const tryTimeoutMilliseconds = (wholeMilliseconds: number): number =>
  Math.round(0.45 * wholeMilliseconds);

/** Milliseconds that one of two tries may take where nothing else is set. */
export const DEFAULT_TRY_TIMEOUT_MILLISECONDS = tryTimeoutMilliseconds(DEFAULT_STORE_TIMEOUT_MILLISECONDS);
