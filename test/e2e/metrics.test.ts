import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { Environment } from '../../functions/environment.ts';
import { resources, synthesize } from '../lib/stack-template.ts';
import { busy, environmentOf, NAMESPACE, post, start, startStandIn } from './driven-functions.ts';

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

it('every metric that an alarm or a widget names is one that the bundles emit: no alarm is deaf', async () => {
  const aws = await startStandIn();
  const environment = environmentOf(aws.endpoint);
  const transfer = start('transfer-complete', environment, read);
  const redrive = start('redrive', environment, read);
  const unset = start(
    'transfer-complete',
    {
      [Environment.metricsNamespace]: NAMESPACE,
      AWS_LAMBDA_FUNCTION_NAME: 'transfer',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
    },
    read,
  );

  await post(transfer, busy);
  await post(transfer, { ...busy, cause: 'hangup' }, { query: '?attempt=2' });
  await post(transfer, { ...busy, cause: 'callback-error' });
  await post(transfer, { ...busy, eventType: 'gather' });
  await post(transfer, {}, { token: 'wrong' });
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
