import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { type EmbeddedQueue, startEmbeddedQueue } from '../../bin/local/embedded-queue.ts';
import { CALLBACKS } from '../../functions/callbacks.ts';
import type { DynamoDbEndpoint } from '../support/outcomes-table.ts';
import { type OwnServer, startOwnServer } from '../support/own-server.ts';
import { type Break, dropCondition, forgetMessages } from './break.ts';
import type { Observed } from './observed.ts';
import { type Probabilities, randomFaults } from './plan.ts';
import { type FaultProxy, startFaultProxy } from './proxy.ts';
import { DYNAMODB_FAULTS, QUEUE_FAULTS } from './rates.ts';

/** A local server in another process, whose database and queue are here, behind proxies that spoil what passes. */
export interface FaultyWorld {
  readonly server: OwnServer;
  readonly dynamoDb: FaultProxy;
  /** The database itself, without faults. */
  readonly endpoint: string;
  readonly queueProxy: FaultProxy;
  readonly queue: EmbeddedQueue;
  close(): Promise<void>;
}

/** What {@link startFaultyWorld} is started with. */
export interface FaultyWorldOptions {
  readonly policy: unknown;
  readonly seed: number;
  readonly observed: Observed;
  /** Those of rates.ts, if not given. */
  readonly putFaults?: Probabilities | undefined;
  readonly broken?: Break | undefined;
  /** The embedded one in memory, if not given. */
  readonly startDatabase?: (() => Promise<DynamoDbEndpoint>) | undefined;
}

/** The table that the server makes. */
export const TABLE_NAME = 'outcomes';

/** Messages that could not be stored come again after so long: minutes in a deployment. */
const HIDDEN_SECONDS = 2;

/** Starts the functions with requests that they refuse: what a cold start takes is not what is looked at. */
async function warmUp(baseUrl: string): Promise<void> {
  for (const { name } of CALLBACKS) await fetch(`${baseUrl}/not-the-token/${name}`);
}

/** Starts all of it on loopback, the database in memory. */
export async function startFaultyWorld(options: FaultyWorldOptions): Promise<FaultyWorld> {
  const { policy, seed, observed, putFaults, broken } = options;
  const { startDatabase = () => startEmbeddedDynamoDb(undefined) } = options;
  const started = new AsyncDisposableStack();
  try {
    const database = await startDatabase();
    started.defer(database.close);
    const queue = await startEmbeddedQueue({ hiddenSeconds: HIDDEN_SECONDS });
    started.defer(queue.close);
    const dynamoDb = await startFaultProxy({
      target: database.endpoint,
      plan: randomFaults(seed, { ...DYNAMODB_FAULTS, ...(putFaults && { PutItem: putFaults }) }),
      onAnswer: observed.onAnswer,
      tamper: broken === 'condition' ? dropCondition : undefined,
    });
    started.defer(dynamoDb.close);
    const queueProxy = await startFaultProxy({
      target: queue.endpoint,
      plan: randomFaults(seed + 1, QUEUE_FAULTS),
      tamper: broken === 'queue' ? forgetMessages : undefined,
    });
    started.defer(queueProxy.close);
    const server = await startOwnServer(policy, {
      environment: {
        OUTCOMES_TABLE: TABLE_NAME,
        AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
        FALLBACK_QUEUE_URL: queue.queueUrl.replace(queue.endpoint, queueProxy.endpoint),
      },
      onLine: observed.onLine,
    });
    started.defer(server.close);
    await warmUp(server.baseUrl);
    const { endpoint } = database;
    return { server, dynamoDb, endpoint, queueProxy, queue, close: () => started.disposeAsync() };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}
