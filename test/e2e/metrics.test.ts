import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { Environment } from '../../functions/environment.ts';
import { synthesize } from '../lib/stack-template.ts';
import { countedIn } from './cloudwatch.ts';
import { alarms } from './deployed-alarms.ts';
import { busy, environmentOf, NAMESPACE, post, start, startStandIn } from './driven-functions.ts';

const counted = (name: string, dimensions: readonly string[]): string =>
  [name, ...dimensions.filter(Boolean).toSorted()].join(' by ');

const emitted = new Set<string>();

function read(line: string): void {
  for (const { namespace, name, dimensions } of countedIn(line, 0)) {
    expect(namespace).toBe(NAMESPACE);
    emitted.add(counted(name, Object.keys(dimensions)));
  }
}

/** Every metric of ours that the template names: in alarms, in widgets, and in the searches of widgets. */
function named(): readonly string[] {
  const text = JSON.stringify(synthesize().toJSON()).replaceAll('\\', '');
  const inWidgets = text.matchAll(new RegExp(`\\["${NAMESPACE}","(\\w+)"(?:,"(\\w+)",)?`, 'g'));
  const inSearches = text.matchAll(
    new RegExp(`SEARCH\\('{${NAMESPACE},(?<dimension>\\w+)} MetricName="(?<name>\\w+)"'`, 'g'),
  );
  return [
    ...[...alarms.values()]
      .filter(({ Namespace }) => Namespace === NAMESPACE)
      .map(({ MetricName, Dimensions = [] }) =>
        counted(
          MetricName,
          Dimensions.map(({ Name }) => Name),
        ),
      ),
    ...[...inWidgets].map(([, name = '', dimension = '']) => counted(name, [dimension])),
    ...[...inSearches].map(({ groups: { name = '', dimension = '' } = {} }) => counted(name, [dimension])),
  ];
}

it('every metric that an alarm or a widget names is one that the bundles emit: no alarm is deaf', async () => {
  const aws = await startStandIn();
  const environment = environmentOf(aws.endpoint);
  const transfer = start('transfer-complete', environment, read);
  const leg = start('transfer-disconnect', environment, read);
  const redrive = start('redrive', environment, read);
  const unset = start('transfer-complete', { ...environment, [Environment.outcomesTable]: '' }, read);

  await post(transfer, busy);
  const ended = { ...busy, eventType: 'transferDisconnect', cause: 'hangup' };
  await post(leg, ended, { name: 'transfer-disconnect', query: '?attempt=2' });
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

  await Promise.all([transfer, leg, redrive, unset].map((lambda) => lambda.close()));
  aws.close();
  expect(new Set(named()).size).toBeGreaterThan(10);
  expect(named().filter((metric) => !emitted.has(metric))).toEqual([]);
});
