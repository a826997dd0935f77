import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { storedOnce } from '../../../bin/simulator/load/stored-once.ts';
import type { Timeline } from '../../../bin/simulator/timeline.ts';
import { Failure } from '../failure.ts';
import type { Report } from '../report.ts';
import type { Target } from '../target.ts';
import { mustHold, playOne } from './one-call.ts';

/** What an outage strikes. */
export interface Struck {
  readonly tableName: string;
  readonly queueUrl: string;
}

const CALLS = 6;

/** How soon an outcome is tried again here; deployed, it is 5 minutes. */
const RETRY_SECONDS = 3;

const REDRIVE_SECONDS = 60;

/** Deletes the table; gives back what makes it again, empty. */
async function takeTableAway(client: DynamoDBClient, TableName: string): Promise<() => Promise<void>> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [] } = Table ?? {};
  const wait = { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 };
  await client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists(wait, { TableName });
  return async () => {
    const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
    const BillingMode = 'PAY_PER_REQUEST';
    await client.send(
      new CreateTableCommand({
        TableName,
        KeySchema,
        AttributeDefinitions,
        BillingMode,
        GlobalSecondaryIndexes: indexes,
      }),
    );
    await waitUntilTableExists(wait, { TableName });
  };
}

async function waitingIn(client: SQSClient, QueueUrl: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

async function firstNotStored(target: Target, calls: readonly Timeline[]): Promise<string | undefined> {
  for (const call of calls) {
    const missing = target.readStored && (await storedOnce(call, target.readStored));
    if (missing !== undefined) return missing;
  }
  return undefined;
}

/**
 * Takes the table away while calls are played: callers must not notice, outcomes must
 * wait in the queue, and be in the table soon after it is back.
 * @throws {Failure} saying which of it was not so
 */
export async function checkOutage(
  target: Target,
  struck: Struck,
  runName: string,
  report: Report,
): Promise<void> {
  const dynamoDb = new DynamoDBClient();
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const retryAfter = (seconds: number) =>
    sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: struck.queueUrl,
        Attributes: { VisibilityTimeout: String(seconds) },
      }),
    );
  await retryAfter(RETRY_SECONDS);
  const bringBack = await takeTableAway(dynamoDb, struck.tableName);
  const calls: Timeline[] = [];
  for (let index = 0; index < CALLS; index += 1) calls.push(await playOne(target, runName, index));
  for (const call of calls) mustHold(call, false);
  const waiting = await waitingIn(sqs, struck.queueUrl);
  report.say(`without the table ${CALLS} calls were answered as ever; ${waiting} outcomes wait in the queue`);
  if (waiting === 0) throw new Failure('nothing waits in the queue: outcomes are lost, or in the log alone');

  await bringBack();
  const began = Date.now();
  let missing = await firstNotStored(target, calls);
  while (missing !== undefined && Date.now() - began < REDRIVE_SECONDS * 1000) {
    await sleep(1000);
    missing = await firstNotStored(target, calls);
  }
  if (missing !== undefined) throw new Failure(`not redriven within ${REDRIVE_SECONDS} s: ${missing}`);
  report.say(`${((Date.now() - began) / 1000).toFixed(0)} s after it was back, each was stored, once`);
  await retryAfter(300);
  dynamoDb.destroy();
  sqs.destroy();
}
