import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll } from 'vitest';
import { hashToken, makeToken } from '../../bin/data-folder/callback-token.ts';
import { type FunctionEvent, functionThread } from '../../bin/local/function-thread.ts';
import { gatewayEvent } from '../../bin/local/gateway-event.ts';
import type { CallbackName, FunctionName } from '../../functions/callbacks.ts';
import { Environment } from '../../functions/environment.ts';
import { bundleFunction } from '../../lib/bundle.ts';
import { POLICY } from '../lib/stack-template.ts';

/** Where the stack of `prod` keeps what its functions count. */
export const NAMESPACE = 'CallRecovery/CallRecovery-prod/Calls';

/** The token of every function that is driven. */
export const TOKEN = makeToken();

const folder = mkdtempSync(join(tmpdir(), 'driven-functions-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands for DynamoDB and SQS: each takes, knows already, or refuses what it gets. */
export async function startStandIn() {
  const answers = { table: 'takes', queue: 'takes' };
  const server = createServer((request, response) => {
    const target = String(request.headers['x-amz-target']);
    const body = createHash('md5');
    request.on('data', (chunk: Buffer) => {
      const { MessageBody = '' } = JSON.parse(chunk.toString()) as { MessageBody?: string };
      body.update(MessageBody);
    });
    request.on('end', () => {
      const how = target.startsWith('DynamoDB') ? answers.table : answers.queue;
      const type = how === 'knows' ? 'ConditionalCheckFailedException' : 'ValidationException';
      response.writeHead(how === 'takes' ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(
        how === 'takes'
          ? JSON.stringify({ MessageId: '1', MD5OfMessageBody: body.digest('hex') })
          : JSON.stringify({ __type: type, message: how }),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return { answers, endpoint, close: () => server.close() };
}

/** What a function of the stack is told, with the stand-in for AWS. */
export const environmentOf = (endpoint: string): Record<string, string> => ({
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_FUNCTION_NAME: 'transfer',
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: endpoint,
  [Environment.metricsNamespace]: NAMESPACE,
  [Environment.outcomesTable]: 'outcomes',
  [Environment.fallbackQueueUrl]: `${endpoint}/1/queue`,
  [Environment.callbackTokenSha256]: hashToken(TOKEN),
  [Environment.outcomeTtlDays]: '90',
});

/** A function in a thread of its own. */
export interface DrivenFunction {
  invoke(event: FunctionEvent): Promise<unknown>;
  close(): Promise<void>;
}

const bundles = new Map<FunctionName, string>();

/** Bundles a function, at the first time that it is asked for. */
function bundle(name: FunctionName): string {
  const outdir = bundles.get(name) ?? mkdtempSync(join(folder, `${name}-`));
  if (!bundles.has(name)) bundleFunction(name, POLICY, outdir);
  bundles.set(name, outdir);
  return outdir;
}

/** Starts the bundle of a function; each of its log lines is given to `onLogLine`. */
export function start(
  name: FunctionName,
  environment: Record<string, string>,
  onLogLine: (line: string) => void,
): DrivenFunction {
  const handlerUrl = pathToFileURL(join(bundle(name), 'handler.mjs')).href;
  const thread = functionThread({ environment, onLogLine });
  return { invoke: (event) => thread.invoke({ name, handlerUrl, event }), close: thread.close };
}

/** A documented event of a transfer that ended. */
export const busy = {
  eventType: 'transferComplete',
  eventTime: '2026-01-01T00:00:00.000Z',
  startTime: '2026-01-01T00:00:00.000Z',
  accountId: '1',
  applicationId: 'a',
  callId: 'c-1',
  callUrl: '',
  direction: 'inbound',
  from: '+15551112222',
  to: '+15553334444',
  transferTo: '+15550001111',
  cause: 'busy',
};

/** The request of an event, as API Gateway gives it to a function. */
export function requestOf(
  body: object,
  { token = TOKEN, query = '', method = 'POST', name = 'transfer-complete' as CallbackName } = {},
): APIGatewayProxyEventV2 {
  const request = { method, url: `/${token}/${name}${query}` };
  return gatewayEvent(request, Buffer.from(JSON.stringify(body)), { name, token });
}

/** Posts an event to a function as API Gateway would. */
export const post = async (
  to: DrivenFunction,
  ...request: Parameters<typeof requestOf>
): Promise<APIGatewayProxyStructuredResultV2> =>
  (await to.invoke(requestOf(...request))) as APIGatewayProxyStructuredResultV2;
