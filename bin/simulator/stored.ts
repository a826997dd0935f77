import { DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';

/** An item of the outcomes table, as far as the contract of docs/design.md promises it. */
export interface StoredOutcome {
  readonly eventKey: string;
  readonly outcome: string | undefined;
}

/** Reads what is stored for a call, in order of time. */
export type ReadStored = (callId: string) => Promise<readonly StoredOutcome[]>;

/** Where the outcomes are kept; the rest comes from the AWS SDK's own environment. */
export interface OutcomesTable {
  readonly tableName: string;
  readonly endpoint?: string | undefined;
}

const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Reads back through DynamoDB Query. Plain http is no AWS: there no account is needed. */
export function outcomesTable({ tableName, endpoint }: OutcomesTable): ReadStored {
  const local = endpoint?.startsWith('http:') && !process.env.AWS_ACCESS_KEY_ID && !process.env.AWS_PROFILE;
  const client = new DynamoDBClient({
    ...(endpoint && { endpoint }),
    ...(endpoint && { region: process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || 'us-east-1' }),
    ...(local && { credentials: LOCAL_CREDENTIALS }),
  });
  return async (callId) => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'callId = :callId',
        ExpressionAttributeValues: { ':callId': { S: callId } },
      },
    );
    const stored: StoredOutcome[] = [];
    for await (const { Items = [] } of pages) {
      for (const { eventKey, outcome } of Items)
        stored.push({ eventKey: eventKey?.S ?? '', outcome: outcome?.S });
    }
    return stored;
  };
}
