import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyStructuredResultV2, SQSEvent } from 'aws-lambda';
import { afterAll, expect, it } from 'vitest';
import { hashToken, makeToken } from '../../bin/local/callback-token.ts';
import { type LocalFunction, startFunction } from '../../bin/local/function-thread.ts';
import { gatewayEvent } from '../../bin/local/gateway-event.ts';
import { Environment } from '../../functions/environment.ts';
import { bundleFunction } from '../../lib/bundle.ts';
import { POLICY, resources, synthesize } from '../lib/stack-template.ts';

const NAMESPACE = 'CallRecovery/CallRecovery-prod/Calls';
const TOKEN = makeToken();

/** `name`, or `name by dimension`. */
type Counted = string;

interface EmbeddedMetrics {
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

const emitted = new Set<Counted>();

/** Reads a log line as CloudWatch does: a metric counts by a set of dimensions that are all in the line. */
function read(line: string): void {
  const fields = JSON.parse(line) as EmbeddedMetrics & Record<string, unknown>;
  for (const { Namespace, Dimensions, Metrics } of fields._aws?.CloudWatchMetrics ?? []) {
    expect(Namespace).toBe(NAMESPACE);
    for (const { Name } of Metrics.filter((metric) => typeof fields[metric.Name] === 'number'))
      for (const set of Dimensions.filter((names) => names.every((name) => typeof fields[name] === 'string')))
        emitted.add(set.length === 0 ? Name : `${Name} by ${set.join()}`);
  }
}

/** Every metric of ours that the template names: in alarms, in widgets, and in the searches of widgets. */
function named(): Set<Counted> {
  const template = synthesize();
  const text = JSON.stringify(template.toJSON()).replaceAll('\\', '');
  const found = new Set<Counted>();
  for (const [, { Properties }] of resources(template, 'AWS::CloudWatch::Alarm')) {
    if (Properties.Namespace !== NAMESPACE) continue;
    const dimensions = (Properties.Dimensions ?? []) as { Name: string }[];
    const by = dimensions.map(({ Name }) => Name).join();
    found.add(by ? `${String(Properties.MetricName)} by ${by}` : String(Properties.MetricName));
  }
  for (const [, name, dimension] of text.matchAll(
    new RegExp(`\\["${NAMESPACE}","(\\w+)"(?:,"(\\w+)",)?`, 'g'),
  ))
    found.add(dimension ? `${name} by ${dimension}` : String(name));
  for (const [, dimension, name] of text.matchAll(
    new RegExp(`SEARCH\\('{${NAMESPACE},(\\w+)} MetricName="(\\w+)"'`, 'g'),
  ))
    found.add(`${name} by ${dimension}`);
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'metrics-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands for DynamoDB and SQS: each takes, knows already, or refuses what it gets. */
async function startStandIn() {
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

async function start(name: string, environment: Record<string, string>): Promise<LocalFunction> {
  const outdir = mkdtempSync(join(folder, `${name}-`));
  bundleFunction(name, POLICY, outdir);
  return startFunction({
    name,
    handlerUrl: pathToFileURL(join(outdir, 'handler.mjs')).href,
    timeoutMs: 10_000,
    environment,
    onLogLine: read,
  });
}

const busy = {
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

it('every metric that an alarm or a widget names is one that the bundles emit: no alarm is deaf', async () => {
  const aws = await startStandIn();
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.endpoint,
    [Environment.metricsNamespace]: NAMESPACE,
    [Environment.outcomesTable]: 'outcomes',
    [Environment.spillQueueUrl]: `${aws.endpoint}/1/queue`,
    [Environment.callbackTokenSha256]: hashToken(TOKEN),
    [Environment.outcomeTtlDays]: '90',
  };
  const transfer = await start('transfer-complete', environment);
  const redrive = await start('redrive', environment);
  const unset = await start('transfer-complete', { [Environment.metricsNamespace]: NAMESPACE });
  const post = async (to: LocalFunction, body: object, token = TOKEN, query = '') => {
    const request = {
      method: 'POST',
      url: `/${token}/transfer-complete${query}`,
      headers: {},
      body: Buffer.from(JSON.stringify(body)),
      httpVersion: '1.1',
      sourceIp: '127.0.0.1',
      port: 443,
    };
    const event = gatewayEvent(
      request,
      { name: 'transfer-complete', token },
      { requestId: '1', time: new Date() },
    );
    return (await to.invoke(event)) as APIGatewayProxyStructuredResultV2;
  };

  await post(transfer, busy);
  await post(transfer, { ...busy, cause: 'hangup' }, TOKEN, '?attempt=2');
  await post(transfer, { ...busy, cause: 'callback-error' });
  await post(transfer, { ...busy, eventType: 'gather' });
  await post(transfer, {}, 'wrong');
  await post(unset, busy);
  aws.answers.table = 'knows';
  await post(transfer, busy);
  aws.answers.table = 'refuses';
  await post(transfer, busy);
  aws.answers.queue = 'refuses';
  await post(transfer, busy);
  aws.answers.table = 'takes';
  const item = JSON.stringify({ callId: 'c-1', eventKey: 'k' });
  await redrive.invoke({ Records: [{ messageId: '1', body: item }] } as SQSEvent);

  await Promise.all([transfer, redrive, unset].map((lambda) => lambda.close()));
  aws.close();
  expect(named().size).toBeGreaterThan(10);
  expect([...named()].filter((metric) => !emitted.has(metric))).toEqual([]);
});
