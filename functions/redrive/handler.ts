import { logRetry } from '../chain/record.ts';
import { Environment, required } from '../environment.ts';
import { dynamoDbStore } from '../outcomes/store.ts';
import { redrive } from './redrive.ts';

/** Lambda entry of the queue of outcomes that the store did not take at once. */
export const handler = redrive(dynamoDbStore(required(Environment.outcomesTable), logRetry));
