import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveAddress } from '../../../bin/data-folder/address-file.ts';
import { startEmbeddedDynamoDb } from '../../../bin/local/embedded-dynamodb.ts';
import { prepareOutcomesTable } from '../../../bin/local/outcomes-table.ts';
import { openTable } from '../../../bin/table/open-table.ts';
import type { TableOptions } from '../../../bin/table/options.ts';
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

async function where(options: TableOptions, variables: Record<string, string> = {}): Promise<string> {
  const table = await openTable(options, { DATA_DIR: folder, ...variables });
  await table.close();
  return table.words;
}

const LOCAL = 'table "local-outcomes" at http://127.0.0.1:4567';
const MINE = 'table "mine" in AWS, eu-central-1';
const AT_2 = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:2', OUTCOMES_TABLE: 'mine' };

test.each<[string, boolean, TableOptions, Record<string, string>, string]>([
  ['the local server, where nothing is named', true, {}, {}, LOCAL],
  ['the local server, where its own table is named', true, { table: 'local-outcomes' }, {}, LOCAL],
  ['AWS, where another table is named', true, { table: 'mine' }, {}, MINE],
  ['AWS, without a local server', false, { table: 'mine' }, {}, MINE],
  ['AWS, where OUTCOMES_TABLE says so', false, {}, { OUTCOMES_TABLE: 'mine' }, MINE],
  ['AWS, where a region is named', true, { region: 'us-west-2' }, {}, 'table "outcomes" in AWS, us-west-2'],
  [
    'an endpoint, before everything else',
    true,
    { endpoint: 'http://127.0.0.1:1' },
    {},
    'table "outcomes" at http://127.0.0.1:1',
  ],
  ['the endpoint of the environment', true, {}, AT_2, 'table "mine" at http://127.0.0.1:2'],
])('%s', async (_what, runs, options, variables, words) => {
  if (runs) leaveAddress(folder, { endpoint: 'http://127.0.0.1:4567', tableName: 'local-outcomes' });
  expect(await where(options, variables)).toBe(words);
});

test.each([
  ['http://127.0.0.1:1', true],
  ['https://vpce-1.dynamodb.us-east-1.vpce.amazonaws.com', false],
])('%s may be scanned: %s', async (endpoint, isLocal) => {
  const table = await openTable({ endpoint }, {});
  await table.close();
  expect(table.isLocal).toBe(isLocal);
});

test('an endpoint must be a URL', async () => {
  for (const endpoint of ['localhost', 'ftp://x'])
    await expect(where({ endpoint })).rejects.toThrow(/^--endpoint must be a URL/);
});

test('nothing says which table: told what there is to say', async () => {
  await expect(where({})).rejects.toThrow(
    /^Which table\? Start the local server \(npx bandwidth-call-recovery start\)/,
  );
});

test('the data of a local server that does not run', async () => {
  const server = await startEmbeddedDynamoDb(folder);
  await prepareOutcomesTable(server.endpoint, 'outcomes');
  await expect(where({})).rejects.toThrow(/left no address there/);
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

test('the table of a stack, by the output that names it', async () => {
  const output = '<OutputKey>OutcomesTableName</OutputKey><OutputValue>S-Calls-1</OutputValue>';
  const stack = `<Stacks><member><Outputs><member>${output}</member></Outputs></member></Stacks>`;
  const answer = `<R><DescribeStacksResult>${stack}</DescribeStacksResult></R>`;
  const server = createServer((_, response) => response.end(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  mkdirSync(join(folder, 'dynamodb'));
  expect(await where({ stack: 'S' })).toBe('table "S-Calls-1" in AWS, eu-central-1');
  server.close();
});
