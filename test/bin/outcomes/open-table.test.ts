import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { leaveAddress } from '../../../bin/local/address-file.ts';
import { startEmbeddedDynamoDb } from '../../../bin/local/embedded-dynamodb.ts';
import { prepareOutcomesTable } from '../../../bin/local/outcomes-table.ts';
import type { TableOptions } from '../../../bin/outcomes/options/common.ts';
import { openTable } from '../../../bin/outcomes/table/open-table.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcomes-'));
  vi.stubEnv('AWS_REGION', 'eu-central-1');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const serverRuns = () =>
  leaveAddress(folder, { endpoint: 'http://127.0.0.1:4567', tableName: 'local-outcomes' });

async function where(options: TableOptions, variables: Record<string, string> = {}): Promise<string> {
  const table = await openTable(options, { DATA_DIR: folder, ...variables });
  await table.close();
  return table.words;
}

const LOCAL = 'table "local-outcomes" at http://127.0.0.1:4567';

test('the local server, where nothing is named, or its own table is', async () => {
  serverRuns();
  expect(await where({})).toBe(LOCAL);
  expect(await where({ table: 'local-outcomes' })).toBe(LOCAL);
});

test('AWS, where a table, region or OUTCOMES_TABLE says so', async () => {
  expect(await where({ table: 'mine' })).toBe('table "mine" in AWS, eu-central-1');
  expect(await where({}, { OUTCOMES_TABLE: 'mine' })).toBe('table "mine" in AWS, eu-central-1');
  serverRuns();
  expect(await where({ table: 'mine' })).toBe('table "mine" in AWS, eu-central-1');
  expect(await where({ region: 'us-west-2' })).toBe('table "outcomes" in AWS, us-west-2');
});

test('an endpoint, before everything else', async () => {
  serverRuns();
  expect(await where({ endpoint: 'http://127.0.0.1:1' })).toBe('table "outcomes" at http://127.0.0.1:1');
  const variables = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:2', OUTCOMES_TABLE: 'mine' };
  expect(await where({}, variables)).toBe('table "mine" at http://127.0.0.1:2');
});

test('nothing says which table: told what there is to say', async () => {
  await expect(where({})).rejects.toThrow(/^Which table\? Start the local server \(npm start\)/);
});

test('the data of a local server that does not run', async () => {
  const server = await startEmbeddedDynamoDb(folder);
  await prepareOutcomesTable(server.endpoint, 'outcomes');
  await expect(where({})).rejects.toThrow(/did not leave its address/);
  await server.close();
  expect(await where({})).toBe(`table "outcomes" of the local server, from ${folder}`);
  expect(await where({})).toBe(`table "outcomes" of the local server, from ${folder}`);
});

test('a folder that is no data of ours: told, and left alone', async () => {
  mkdirSync(join(folder, 'dynamodb'));
  writeFileSync(join(folder, 'dynamodb', '000001.log'), 'of somebody else');
  await expect(where({})).rejects.toThrow(UsageError);
  await expect(where({})).rejects.toThrow(/dynamodb is not of this program/);
  expect(readdirSync(join(folder, 'dynamodb'))).toEqual(['000001.log']);
});

describe('--stack', () => {
  let server: Server;
  let answer: { status: number; body: string };
  const stacks = (outputs: string) =>
    `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>S</StackName><CreationTime>2026-11-21T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${outputs}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  const output = (key: string, value: string) =>
    `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;

  beforeAll(async () => {
    server = createServer((_, response) =>
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());
  beforeEach(() => {
    const { port } = server.address() as AddressInfo;
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  });

  test('its table, by the output that names it', async () => {
    answer = { status: 200, body: stacks(output('Other', 'x') + output('OutcomesTableName', 'S-Calls-1')) };
    mkdirSync(join(folder, 'dynamodb'));
    expect(await where({ stack: 'S' })).toBe('table "S-Calls-1" in AWS, eu-central-1');
  });

  test('a stack of something else is told', async () => {
    answer = { status: 200, body: stacks(output('Other', 'x')) };
    await expect(where({ stack: 'S' })).rejects.toThrow(/"S" has no output OutcomesTableName/);
  });

  test('no such stack is told', async () => {
    const error = '<Code>ValidationError</Code><Message>Stack with id S does not exist</Message>';
    answer = {
      status: 400,
      body: `<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`,
    };
    await expect(where({ stack: 'S' })).rejects.toThrow(/There is no stack "S"/);
  });
});
