import { describe } from 'vitest';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from '../support/dynamodb-local.ts';
import { outcomeStoreConformance } from './outcome-store.ts';

const reason = whyNoDynamoDbLocal();
if (reason !== undefined) console.warn(`not run on AWS's DynamoDB Local: ${reason}`);

describe.runIf(reason === undefined)("AWS's own DynamoDB Local", () => {
  outcomeStoreConformance('DynamoDB Local', startDynamoDbLocal);
});
