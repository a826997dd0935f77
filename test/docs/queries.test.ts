import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type AttributeValue,
  type DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoDbClient, dynamoDbEnvironment } from '../../bin/aws/dynamodb-client.ts';
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { prepareOutcomesTable } from '../../bin/local/outcomes-table.ts';
import { STORED_OUTCOMES } from '../../bin/reader/stored-outcome.ts';
import { dynamoDbStore } from '../../functions/outcomes/store.ts';
import { OUTCOME_SHARDS } from '../../functions/outcomes/table.ts';
import { storedItem } from '../bin/reader/items.ts';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from '../support/dynamodb-local.ts';
import type { DynamoDbEndpoint } from '../support/outcomes-table.ts';

const run = promisify(execFile);
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const DOCUMENT = readFileSync(join(PROJECT, 'docs/queries.md'), 'utf8');

/** The call that the document speaks of; its caller is a number only in the first of its items. */
const CALL = 'c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d';
const ITEMS = [
  storedItem({ callId: CALL, eventTime: '2026-11-21T10:00:05.000Z', fields: { from: '+15551112222' } }),
  storedItem({ callId: CALL, eventTime: '2026-11-21T10:00:38.000Z', attempt: 2, outcome: 'connected' }),
  storedItem({ callId: 'c-2', eventTime: '2026-11-21T11:00:00.000Z', fields: { from: '+15551112222' } }),
  storedItem({ callId: 'c-43', eventTime: '2026-11-21T13:00:00.000Z' }),
  storedItem({ callId: 'c-4', eventTime: '2026-10-01T00:00:00.000Z', fields: { from: '+15551112222' } }),
];

const FIRST = '2026-11-21T10:00:05.000Z';
const SECOND = '2026-11-21T10:00:38.000Z';
const OTHER = '2026-11-21T11:00:00.000Z';

/** What each section finds: times in the order that the recipe gives, or a count. */
const FOUND: Readonly<Record<string, { sh: string[] | number; all: string[] }>> = {
  'What happened to this call?': { sh: [FIRST, SECOND], all: [FIRST, SECOND] },
  'One item, by its key': { sh: [FIRST], all: [] },
  'Who was busy on that day?': { sh: [FIRST], all: [OTHER, FIRST] },
  'What about this caller?': { sh: [OTHER, FIRST], all: [OTHER, FIRST] },
  'How many were busy?': { sh: 2, all: [] },
};

interface Recipe {
  readonly title: string;
  readonly language: string;
  readonly code: string;
}

/** Up to what is not asked of the table. */
const [QUESTIONS = ''] = DOCUMENT.split('## Traps');

const RECIPES: readonly Recipe[] = QUESTIONS.split(/^## /m).flatMap((section) => {
  const title = section.split('\n', 1)[0] ?? '';
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language = '', code = '']) => ({
    title,
    language,
    code,
  }));
});
const inLanguage = (language: string) => RECIPES.filter((recipe) => recipe.language === language);

async function filled(start: () => Promise<DynamoDbEndpoint>): Promise<DynamoDbEndpoint> {
  const dynamoDb = await start();
  await prepareOutcomesTable(dynamoDb.endpoint, 'outcomes');
  Object.assign(process.env, dynamoDbEnvironment(dynamoDb.endpoint));
  const store = dynamoDbStore('outcomes');
  for (const item of ITEMS) await store.put(item);
  return dynamoDb;
}

const times = (items: readonly Record<string, AttributeValue>[] | undefined): string[] =>
  (items ?? []).map((item) => (item.eventKey?.S ?? item.eventTime?.S ?? '').slice(0, 24));

test('every question has a recipe for the AWS CLI, the one with shards for the SDK too, and every recipe is run here', () => {
  const titles = Object.keys(FOUND);
  expect(inLanguage('sh').map(({ title }) => title)).toEqual(titles);
  expect(inLanguage('sql').map(({ title }) => title)).toEqual(
    titles.filter((title) => FOUND[title]?.all.length),
  );
  expect(inLanguage('js').map(({ title }) => title)).toEqual(['Who was busy on that day?']);
  expect(new Set(RECIPES.map(({ language }) => language))).toEqual(new Set(['sh', 'sql', 'js']));
});

test('the requests of a question about every outcome are as many as there are partitions of a day', () => {
  const partitions = STORED_OUTCOMES.length * OUTCOME_SHARDS;
  expect(DOCUMENT).toContain(`\nevery outcome, a whole day | ${partitions} | ${partitions / 2}, and`);
});

describe('on dynalite', () => {
  const folder = join(PROJECT, 'node_modules/.cache');
  let dynamoDb: DynamoDbEndpoint;
  let client: DynamoDBClient;
  let scripts: string;

  beforeAll(async () => {
    dynamoDb = await filled(() => startEmbeddedDynamoDb(undefined));
    client = dynamoDbClient(dynamoDb.endpoint);
    mkdirSync(folder, { recursive: true });
    scripts = mkdtempSync(join(folder, 'recipes-'));
  });
  afterAll(async () => {
    client.destroy();
    await dynamoDb.close();
    rmSync(scripts, { recursive: true });
  });

  test.each(inLanguage('js'))('SDK: $title', async ({ title, code }) => {
    const script = join(scripts, `${title.replace(/\W+/g, '-')}.mjs`);
    writeFileSync(script, code);
    const env = { ...process.env, ...dynamoDbEnvironment(dynamoDb.endpoint) };
    const lines = (await run(process.execPath, [script], { env })).stdout.trimEnd().split('\n');
    const found = FOUND[title]?.all;
    expect(lines.map((line) => line.slice(0, 24))).toEqual(found);
  });

  /** The words of a command line, as a shell splits them; of quotes only the single ones we use. */
  const words = (line: string): string[] =>
    [...line.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|([^\s']+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );

  /** Options that are no parameter of the request, or another one than their name says. */
  const parameter = (option: string, value: string | undefined): [string, unknown] => {
    if (option === '--consistent-read') return ['ConsistentRead', true];
    if (option === '--no-scan-index-forward') return ['ScanIndexForward', false];
    if (option === '--max-items') return ['Limit', Number(value)];
    const name = option.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
    return [name, value?.startsWith('{') ? JSON.parse(value) : value];
  };

  test.each(inLanguage('sh'))('AWS CLI: $title', async ({ title, code }) => {
    const [aws, service, operation, ...rest] = words(code.trim());
    expect([aws, service]).toEqual(['aws', 'dynamodb']);
    const input = Object.fromEntries(
      rest.flatMap((word, index) => (word.startsWith('--') ? [parameter(word, rest[index + 1])] : [])),
    );
    const found = FOUND[title]?.sh;
    if (operation === 'get-item') {
      const { Item } = await client.send(new GetItemCommand(input as never));
      return expect(times(Item && [Item])).toEqual(found);
    }
    expect(operation).toBe('query');
    const { Items, Count } = await client.send(new QueryCommand(input as never));
    expect(typeof found === 'number' ? Count : times(Items)).toEqual(found);
  });
});

const noDynamoDbLocal = whyNoDynamoDbLocal();

describe('on DynamoDB Local', () => {
  let dynamoDb: DynamoDbEndpoint;
  let client: DynamoDBClient;

  beforeAll(async () => {
    if (noDynamoDbLocal) return;
    dynamoDb = await filled(startDynamoDbLocal);
    client = dynamoDbClient(dynamoDb.endpoint);
  });
  afterAll(async () => {
    client?.destroy();
    await dynamoDb?.close();
  });

  for (const { title, code } of inLanguage('sql')) {
    test.runIf(!noDynamoDbLocal)(`PartiQL: ${title}`, async () => {
      const { Items } = await client.send(new ExecuteStatementCommand({ Statement: code.trim() }));
      const found = FOUND[title]?.all ?? [];
      if (code.includes('ORDER BY')) expect(times(Items)).toEqual(found);
      else expect(times(Items).toSorted()).toEqual(found.toSorted());
    });
  }
});
