import { describe } from 'vitest';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from '../support/dynamodb-local.ts';
import { outcomeStoreConformance } from './outcome-store.ts';

describe.runIf(whyNoDynamoDbLocal() === undefined)("AWS's own DynamoDB Local", () => {
  outcomeStoreConformance('DynamoDB Local', startDynamoDbLocal);
});
