import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import referTarget404 from '../../bin/documented-events/refer-target-404.json' with { type: 'json' };
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { startEmbeddedQueue } from '../../bin/local/embedded-queue.ts';
import { type Program, startProgram } from '../bin/program.ts';
import { always } from '../faults/plan.ts';
import { startFaultProxy } from '../faults/proxy.ts';

const TOKEN = 'killed-in-the-middle-of-callbacks';
const CONCURRENCY = 20;
const ACKNOWLEDGED_BEFORE_KILL = 80;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sigkill-'));
  writeFileSync(join(folder, 'recovery.json'), '{}');
  return () => rmSync(folder, { recursive: true });
});

interface Served extends Program {
  readonly baseUrl: string;
  readonly endpoint: string;
}

async function serve(more: Record<string, string> = {}): Promise<Served> {
  const program = startProgram('local.ts', {
    PORT: '0',
    CALLBACK_TOKEN: TOKEN,
    RECOVERY_FILE: join(folder, 'recovery.json'),
    DATA_DIR: join(folder, 'data'),
    ...more,
  });
  onTestFinished(async () => {
    program.child.kill('SIGKILL');
    await program.ended;
  });
  await expect.poll(program.stdout, { timeout: 45_000 }).toContain('Requests:\n');
  const baseUrl = /listens on (\S+)/.exec(program.stdout())?.[1] ?? '';
  const endpoint = /table\s+\S+ at (\S+)/.exec(program.stdout())?.[1] ?? '';
  return { ...program, baseUrl, endpoint };
}

/** Sends callbacks without end, kills the server in the middle of them, and tells whose were acknowledged. */
async function loadUntilKilled({ baseUrl, child, ended }: Served): Promise<string[]> {
  const acknowledged: string[] = [];
  let next = 0;
  const send = async (): Promise<void> => {
    for (;;) {
      const callId = `c-${next++}`;
      const response = await fetch(`${baseUrl}/${TOKEN}/refer-complete`, {
        method: 'POST',
        body: JSON.stringify({ ...referTarget404, callId }),
      });
      if (response.status !== 200) throw new Error(`answered ${response.status}`);
      await response.text();
      acknowledged.push(callId);
      if (acknowledged.length === ACKNOWLEDGED_BEFORE_KILL) child.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: CONCURRENCY }, send));
  await ended;
  return acknowledged;
}

async function missing(endpoint: string, callIds: readonly string[]): Promise<readonly string[]> {
  const client = dynamoDbClient(endpoint);
  const eventKey = { S: `${referTarget404.eventTime}#referComplete` };
  const found = await Promise.all(
    callIds.map((callId) =>
      client.send(new GetItemCommand({ TableName: 'outcomes', Key: { callId: { S: callId }, eventKey } })),
    ),
  );
  client.destroy();
  return callIds.filter((_, index) => !found[index]?.Item);
}

test('SIGKILL under load: everything acknowledged is in the table', async () => {
  const acknowledged = await loadUntilKilled(await serve());
  expect(acknowledged.length).toBeGreaterThanOrEqual(ACKNOWLEDGED_BEFORE_KILL);
  expect(await missing((await serve()).endpoint, acknowledged)).toEqual([]);
});

test('SIGKILL under load with the database down: everything acknowledged is in the queue, and stored later', async () => {
  const database = await startEmbeddedDynamoDb(undefined);
  const proxy = await startFaultProxy({ target: database.endpoint, plan: always('PutItem', 'error') });
  // Not of the server that is killed: its own queue does not outlive it, as SQS does.
  const queue = await startEmbeddedQueue();
  for (const { close } of [proxy, database, queue]) onTestFinished(close);
  const FALLBACK_QUEUE_URL = queue.queueUrl;
  const acknowledged = await loadUntilKilled(
    await serve({ AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint, FALLBACK_QUEUE_URL }),
  );
  expect(await missing(database.endpoint, acknowledged)).toEqual(acknowledged);

  await serve({ AWS_ENDPOINT_URL_DYNAMODB: database.endpoint, FALLBACK_QUEUE_URL });
  await expect
    .poll(() => missing(database.endpoint, acknowledged), { timeout: 60_000, interval: 500 })
    .toEqual([]);
});
