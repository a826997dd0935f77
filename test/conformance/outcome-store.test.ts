import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { outcomeStoreConformance } from './outcome-store.ts';

outcomeStoreConformance('dynalite', () => startEmbeddedDynamoDb(undefined));
