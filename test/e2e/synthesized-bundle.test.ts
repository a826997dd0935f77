import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbClient, dynamoDbEnvironment } from '../../bin/aws/dynamodb-client.ts';
import { hashToken, makeToken } from '../../bin/data-folder/callback-token.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { type FunctionThread, functionThread } from '../../bin/local/function-thread.ts';
import { prepareOutcomesTable } from '../../bin/local/outcomes-table.ts';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { PROBE_QUERY } from '../../functions/chain/answer-probe.ts';
import { CallRecoveryStack } from '../../lib/call-recovery-stack.ts';
import { CONTEXT, POLICY, PROJECT, resources, SETTINGS } from '../lib/stack-template.ts';
import { ownFolder } from '../support/folder.ts';
import { requestOf, TOKEN } from './driven-functions.ts';

const TABLE = 'synthesized-outcomes';

/** Most bytes that are loaded before the first callback; with the clients of AWS it would be 430 KB. */
const MOST_START_UP_BYTES = 52_000;

/** An event of each kind, made from a documented one, and its outcome. */
const EVENTS: readonly { readonly fixture: string; readonly eventType?: string; readonly outcome: string }[] =
  [
    { fixture: 'refer-success', outcome: 'connected' },
    { fixture: 'refer-rejected-405', outcome: 'refused' },
    { fixture: 'refer-target-404', outcome: 'unreachable' },
    { fixture: 'refer-notify-timeout', outcome: 'unconfirmed' },
    { fixture: 'transfer-hangup', outcome: 'completed' },
    { fixture: 'transfer-hangup-enqueued', outcome: 'completed' },
    { fixture: 'transfer-busy', outcome: 'busy' },
    { fixture: 'refer-success', eventType: 'initiate', outcome: 'begun' },
    { fixture: 'transfer-busy', eventType: 'answer', outcome: 'begun' },
    { fixture: 'record-complete', outcome: 'recorded' },
    { fixture: 'recording-available', outcome: 'voicemail' },
    { fixture: 'transfer-busy', eventType: 'disconnect', outcome: 'busy' },
  ];

const documentedEvent = ({ fixture, eventType }: (typeof EVENTS)[number], callId: string) => {
  const event = JSON.parse(readFileSync(join(PROJECT, 'bin/documented-events', `${fixture}.json`), 'utf8'));
  return { ...event, callId, eventType: eventType ?? event.eventType };
};

const outdir = ownFolder().path;

function synthesizeBundles() {
  const app = new App({ outdir, context: { ...CONTEXT }, builtinCloudFormationValidation: false });
  const settings = { ...SETTINGS, callbackTokenSha256: [hashToken(TOKEN)] };
  const template = Template.fromStack(new CallRecoveryStack(app, { ...settings, policy: POLICY }));
  const functions = resources(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);
  return CALLBACKS.map((callback) => {
    const ofCallback = functions.find(({ Description }) =>
      String(Description).startsWith(`Answers ${callback.name} `),
    );
    const { Code, Environment, Handler } = ofCallback as {
      readonly Code: { readonly S3Key: string };
      readonly Environment: { readonly Variables: Readonly<Record<string, string | { Ref: string }>> };
      readonly Handler: string;
    };
    const folder = join(outdir, `asset.${Code.S3Key.replace('.zip', '')}`);
    const module = join(folder, Handler.replace('.handler', '.mjs'));
    // The only reference is the name of the table.
    const environment = Object.entries(Environment.Variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : TABLE,
    ]);
    return {
      ...callback,
      folder,
      handlerUrl: pathToFileURL(module).href,
      environment: Object.fromEntries(environment) as Record<string, string>,
    };
  });
}

const bundles = synthesizeBundles();
const logLines: string[] = [];
let dynamoDb: EmbeddedDynamoDb;

beforeAll(async () => {
  dynamoDb = await startEmbeddedDynamoDb(undefined);
  await prepareOutcomesTable(dynamoDb.endpoint, TABLE);
});
afterAll(() => dynamoDb.close());

describe.each(bundles)(
  'the synthesized bundle of $name',
  ({ name, eventTypes: [eventType], safe, folder, handlerUrl, environment }) => {
    const files = readdirSync(folder);
    const bytesOf = (file: string): number => statSync(join(folder, file)).size;
    const sourceOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const events = EVENTS.filter((each) => documentedEvent(each, '').eventType === eventType);
    const anyEvent = events[0] ?? { fixture: 'transfer-busy', eventType, outcome: 'busy' };
    let lambda: FunctionThread;

    beforeAll(() => {
      lambda = functionThread({
        environment: { ...dynamoDbEnvironment(dynamoDb.endpoint), ...environment },
        onLogLine: (line) => logLines.push(line),
      });
    });
    afterAll(() => lambda.close());

    async function send(
      method: 'POST' | 'PUT',
      token: string,
      body: object,
    ): Promise<APIGatewayProxyStructuredResultV2> {
      const event = requestOf(body, { method, token, name });
      return (await lambda.invoke({ name, handlerUrl, event })) as APIGatewayProxyStructuredResultV2;
    }

    async function storedItem(event: { callId: string; eventTime: string; recordingId?: string }) {
      const { callId, eventTime, recordingId } = event;
      const client = dynamoDbClient(dynamoDb.endpoint);
      const eventKey = [eventTime, eventType, recordingId].filter(Boolean).join('#');
      const Key = { callId: { S: callId }, eventKey: { S: eventKey } };
      const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key }));
      client.destroy();
      return Item;
    }

    async function countItems(): Promise<number | undefined> {
      const client = dynamoDbClient(dynamoDb.endpoint);
      const { Count } = await client.send(new ScanCommand({ TableName: TABLE, Select: 'COUNT' }));
      client.destroy();
      return Count;
    }

    it.each(events)('answers $fixture and stores the outcome $outcome', async (each) => {
      const event = documentedEvent(each, `c-${name}-${each.fixture}`);
      const { statusCode, headers, body = '' } = await send('POST', TOKEN, event);
      expect(statusCode).toBe(200);
      if (safe === 'goodbye') {
        expect(headers?.['content-type']).toBe('application/xml; charset=utf-8');
        expect(XMLValidator.validate(body)).toBe(true);
        expect(body).toMatch(/<Response\b/);
      } else {
        expect(body).toBe('');
      }
      expect(await storedItem(event)).toMatchObject({
        outcome: { S: each.outcome },
        from: { S: event.from },
      });
    });

    it('answers a wrong token with an empty 404 and stores nothing', async () => {
      const event = documentedEvent(anyEvent, `c-wrong-token-${name}`);
      const { statusCode, body } = await send('POST', makeToken(), event);
      expect({ statusCode, body: body ?? '' }).toEqual({ statusCode: 404, body: '' });
      expect(await storedItem(event)).toBeUndefined();
    });

    it('answers a probe with 204, of a wrong token with 404, and stores neither', async () => {
      const statusOf = async (token: string) => {
        const event = requestOf({}, { method: 'GET', token, name, query: `?${PROBE_QUERY}` });
        return ((await lambda.invoke({ name, handlerUrl, event })) as { statusCode: number }).statusCode;
      };
      const before = await countItems();
      expect([await statusOf(TOKEN), await statusOf(makeToken())]).toEqual([204, 404]);
      expect(await countItems()).toBe(before);
    });

    it('answers any other method with 405: the route lets it through', async () => {
      expect(await send('PUT', TOKEN, {})).toMatchObject({ statusCode: 405 });
    });

    it('never logs the token', async () => {
      await send('POST', TOKEN, documentedEvent(anyEvent, `c-log-${name}`));
      await send('POST', TOKEN, { callId: `c-log-odd-${name}`, eventType: 'gather' });
      expect(logLines.join('\n')).not.toContain(TOKEN);
    });

    it('starts with one small file', () => {
      const loaded = loadedFiles(handlerUrl, environment).filter((file) => files.includes(file));
      expect(loaded).toEqual(['handler.mjs']);
      expect(bytesOf('handler.mjs')).toBeLessThan(MOST_START_UP_BYTES);
    });

    it('holds the clients of AWS once, beside that file, and no bandwidth-sdk', () => {
      const late = files.filter((file) => file !== 'handler.mjs').map(sourceOf);
      for (const marker of ['"CredentialsProviderError"', '"ServiceException"']) {
        expect(late.join('').split(marker), marker).toHaveLength(2);
        expect(sourceOf('handler.mjs')).not.toContain(marker);
      }
      expect(files.map(sourceOf).join('')).not.toMatch(/bandwidth-sdk|BandwidthVoice|BandwidthMessaging/);
    });
  },
);

/** Names of the files that Node loads to import a module, asked in a process of its own. */
function loadedFiles(url: string, environment: Record<string, string>): string[] {
  const program = `
    const loaded = [];
    require('node:module').registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    import(process.argv[1]).then(() => process.stdout.write(JSON.stringify(loaded)));`;
  const printed = execFileSync(process.execPath, ['-e', program, url], {
    env: { ...environment, AWS_REGION: 'us-east-1' },
    encoding: 'utf8',
  });
  return (JSON.parse(printed) as string[]).map((loaded) => loaded.split('/').at(-1) ?? '');
}
