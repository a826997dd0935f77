import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { storedOnce } from '../../../bin/simulator/load/stored-once.ts';
import type { Timeline } from '../../../bin/simulator/timeline.ts';
import { say } from '../progress.ts';
import type { Deployed, Target } from '../target.ts';
import { mustHold, playOne } from './random-calls.ts';

const CALLS = 6;

/** How soon an outcome is tried again here; deployed, it is 5 minutes. */
const RETRY_SECONDS = 3;

const REDRIVE_SECONDS = 60;

/** Deletes the table; gives back what makes it again, empty. */
async function takeTableAway(client: DynamoDBClient, TableName: string): Promise<() => Promise<unknown>> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes: indexes = [] } = Table ?? {};
  const wait = { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 };
  await client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists(wait, { TableName });
  const again = new CreateTableCommand({
    TableName,
    KeySchema,
    AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: indexes.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })),
  });
  return async () => {
    await client.send(again);
    await waitUntilTableExists(wait, { TableName });
  };
}

/** What is not stored of some calls, or not once, in words. */
async function notStored({ readStored }: Target, calls: readonly Timeline[]): Promise<unknown[]> {
  const wrong = await Promise.all(calls.map((call) => readStored && storedOnce(call, readStored)));
  return wrong.filter((what) => what !== undefined);
}

/**
 * Takes the table away while calls are played: callers must not notice, outcomes must
 * wait in the queue, and be in the table soon after it is back.
 */
export async function playOutage(target: Target, deployed: Deployed, runName: string): Promise<void> {
  const { tableName, queueUrl: QueueUrl } = deployed;
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const retryAfter = (seconds: number) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: String(seconds) } }));
  await retryAfter(RETRY_SECONDS);
  const bringBack = await takeTableAway(new DynamoDBClient(), tableName);
  const calls: Timeline[] = [];
  for (let index = 0; index < CALLS; index += 1) calls.push(await playOne(target, runName, index));
  for (const call of calls) mustHold(call, false);

  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
  );
  const waiting = names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  expect(waiting, 'outcomes that wait in the queue: without, they are lost or in the log alone').not.toBe(0);
  say(`without the table ${CALLS} calls were answered as ever; ${waiting} outcomes wait in the queue`);

  await bringBack();
  await expect
    .poll(() => notStored(target, calls), { timeout: REDRIVE_SECONDS * 1000, interval: 1000 })
    .toEqual([]);
  say('after it was back, each was stored, once');
  await retryAfter(300);
}
