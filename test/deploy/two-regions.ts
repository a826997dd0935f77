import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, paginateScan, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, expect, inject, it, onTestFailed } from 'vitest';
import { outputOf, stackOutputs } from '../../bin/aws/stack-outputs.ts';
import { hashToken, makeToken } from '../../bin/data-folder/callback-token.ts';
import type { Fetch } from '../../bin/simulator/live-call.ts';
import { runLoad } from '../../bin/simulator/load/run.ts';
import { loadText } from '../../bin/simulator/print/load-text.ts';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import { cdk, STACK } from './cdk.ts';
import { ATTEMPTS } from './play/random-calls.ts';
import { type SubscribedQueue, subscribeQueue } from './play/subscribed-queue.ts';
import { say } from './progress.ts';
import { runProgram } from './run-program.ts';
import { type Deployed, findDeployed } from './target.ts';

const FIRST = 'us-east-1';
const SECOND = 'us-west-2';
const CALLS = 30;
const POLICY = { routes: [{ name: 'desk', destinations: ['sip:desk-1@example.com', '+15550001111'] }] };

/** Not Bandwidth's 15: how fast a busy machine starts processes is not what is checked here. */
const ANSWER_SECONDS = 60;

const { endpoint, logFile } = inject('emulator');
const token = makeToken();
const folders = Object.fromEntries(
  [FIRST, SECOND].map((region) => [region, mkdtempSync(join(tmpdir(), `deploy-test-${region}-`))]),
);
const deployed: Record<string, Deployed> = {};
let told: SubscribedQueue;

const run = (region: string, given: readonly string[], settings: Readonly<Record<string, string>> = {}) =>
  cdk(given, {
    tokenSha256: hashToken(token),
    folder: folders[region] ?? '',
    policy: POLICY,
    region,
    settings,
  });

async function deploy(region: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const printed = await run(region, ['deploy', STACK, '--require-approval', 'never'], settings);
  deployed[region] = await findDeployed(STACK, region);
  return printed;
}

const urlOf = (region: string): string => deployed[region]?.baseUrl ?? '';
const tableName = (): string => deployed[FIRST]?.tableName ?? '';
const ofFirst = () => ({ replicaRegion: SECOND, outcomeEvents: 'true', fallbackBaseUrl: urlOf(SECOND) });
const ofSecond = () => ({ replicaOf: tableName(), fallbackBaseUrl: urlOf(FIRST) });

/** The emulator serves every API under one address. */
const atEmulator: Fetch = (url, init) => {
  const { host, pathname, search } = new URL(url);
  const [id] = host.split('.', 1);
  return fetch(`${endpoint}/_aws/execute-api/${id}/$default${pathname}${search}`, init);
};

beforeEach(() => {
  onTestFailed(() => {
    const end = readFileSync(logFile, 'utf8').trim().split('\n').slice(-20).join('\n');
    console.error(`the emulator's log ends:\n${end}`);
  });
});
afterAll(() => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
});

it('two regions: cdk bootstrap of both', async () => {
  for (const region of [FIRST, SECOND]) await run(region, ['bootstrap']);
});

it('two regions: cdk deploy of the first, with a replica and events', async () => {
  await deploy(FIRST, { replicaRegion: SECOND, outcomeEvents: 'true' });
  // The emulator's CloudFormation makes no replica.
  const client = new DynamoDBClient({ region: FIRST });
  const ReplicaUpdates = [{ Create: { RegionName: SECOND } }];
  await client.send(new UpdateTableCommand({ TableName: tableName(), ReplicaUpdates }));
  told = await subscribeQueue(outputOf(STACK, await stackOutputs(STACK, FIRST), 'OutcomeTopicArn'));
});

it('two regions: cdk deploy of the second, and of the first again, which now knows the second', async () => {
  await deploy(SECOND, { replicaOf: tableName(), fallbackBaseUrl: urlOf(FIRST) });
  expect(deployed[SECOND]?.tableName).toBe(tableName());
  await deploy(FIRST, ofFirst());
});

it(`two regions: ${CALLS} calls begin in the first, lose it, and end in the second`, async () => {
  const tableIn = (region: string) => readBackFrom({ tableName: tableName(), endpoint, region });
  const options = {
    baseUrl: urlOf(FIRST),
    secondUrl: urlOf(SECOND),
    token,
    fetch: atEmulator,
    limits: { answerSeconds: ANSWER_SECONDS },
    seed: 2,
    calls: CALLS,
    concurrency: 4,
    runName: `${Date.now()}`,
    startMillis: Date.now() - 7_200_000,
    promises: { attempts: ATTEMPTS, silentHangups: false },
    readStored: tableIn(FIRST),
    readSecond: tableIn(SECOND),
  };
  const began = performance.now();
  const result = await runLoad(options);
  const text = loadText(options, result, performance.now() - began);
  expect(result.violations, text).toEqual([]);
  expect(result.tally.consequences.get('taken over'), text).toBeGreaterThan(0);
  say(`${result.tally.consequences.get('taken over')} calls taken over, every outcome in both tables`);
});

async function itemsIn(region: string) {
  const client = new DynamoDBClient({ region });
  const pages = await Array.fromAsync(paginateScan({ client }, { TableName: tableName() }));
  return pages.flatMap(({ Items = [] }) => Items);
}

it('two regions: one event for each outcome', async () => {
  const keys = (await itemsIn(FIRST)).map(({ callId, eventKey }) => `${callId?.S}#${eventKey?.S}`);
  await expect
    .poll(async () => (await told.ids()).toSorted(), { timeout: 60_000, interval: 1000 })
    .toEqual(keys.toSorted());
  say(`${keys.length} outcomes, as many events`);
});

it('two regions: npm run outcomes erase forgets a caller in both', async () => {
  const [caller = ''] = (await itemsIn(FIRST)).flatMap(({ caller: each }) => each?.S ?? []);
  const program = fileURLToPath(new URL('../../bin/outcomes.ts', import.meta.url));
  const given = ['erase', caller, '--table', tableName(), '--region', FIRST];
  const printed = await runProgram(process.execPath, [program, ...given]);
  expect(printed.replaceAll(/\s+/g, ' ')).toMatch(/Erased [1-9]\d* items of .* in us-west-2\./);
  for (const region of [FIRST, SECOND]) {
    const left = await itemsIn(region);
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((item) => item.caller?.S === caller)).toEqual([]);
  }
});

it('two regions: cdk deploy of each again changes nothing', async () => {
  expect(await deploy(FIRST, ofFirst())).toContain('(no changes)');
  expect(await deploy(SECOND, ofSecond())).toContain('(no changes)');
});

it('two regions: cdk destroy of both, the second first', async () => {
  for (const [region, settings] of [
    [SECOND, ofSecond()],
    [FIRST, ofFirst()],
  ] as const) {
    await run(region, ['destroy', STACK, '--force'], settings);
    expect(await stackOutputs(STACK, region)).toBeUndefined();
  }
});
