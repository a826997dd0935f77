import { describe, expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { Environment } from '../../functions/environment.ts';
import { type Invoked, invocation } from './aws-metrics.ts';
import { countedBy, namesOf, newVersion, onLogLine } from './deployed-alarms.ts';
import { busy, environmentOf, NAMESPACE, post, start, startStandIn } from './driven-functions.ts';

const formerVersion = ({ FunctionName, alias }: Required<Invoked>): Invoked => ({
  FunctionName,
  alias: { ...alias, version: '1' },
});

describe.each(CALLBACKS)('a new version of $name', ({ name }) => {
  const version = newVersion(name);
  const alarmOf = (alarm: string): string => `${alarm} ${name} ${version.alias.version}`;
  const slow = (of: Invoked) =>
    [0, 1].flatMap((minute) => invocation(of, { minute, durationMilliseconds: 3_100 }));

  /** What is counted by a function that cannot be set up: it answers everybody with the safe answer. */
  const unset = (versionNumber: string) =>
    countedBy(async () => {
      const lambda = start(
        name,
        {
          [Environment.metricsNamespace]: NAMESPACE,
          AWS_LAMBDA_FUNCTION_NAME: version.FunctionName,
          AWS_LAMBDA_FUNCTION_VERSION: versionNumber,
        },
        onLogLine,
      );
      await post(lambda, busy, { name });
      await lambda.close();
    });

  it('is taken back when it answers with the safe answer, and the one before is not blamed on it', async () => {
    expect(namesOf(await unset(version.alias.version))).toEqual([
      'safety-net-answers',
      'defects',
      alarmOf('defects'),
    ]);
    expect(namesOf(await unset('1'))).toEqual(['safety-net-answers', 'defects']);
  });

  it('is taken back when it crashes or is slow, and the one before is not blamed on it', () => {
    expect(namesOf(invocation(version, { crashes: true }))).toEqual([alarmOf('function-errors')]);
    expect(namesOf(slow(version))).toEqual([alarmOf('slow-answers')]);
    const former = formerVersion(version);
    expect(namesOf([...invocation(former, { crashes: true }), ...slow(former)])).toEqual([]);
  });
});

/** What is counted while the new version of transfer-complete takes some events. */
async function taking(
  ...requests: Parameters<typeof post> extends [unknown, ...infer Rest] ? Rest[] : never
) {
  const aws = await startStandIn();
  const { FunctionName, alias } = newVersion('transfer-complete');
  const version = { AWS_LAMBDA_FUNCTION_NAME: FunctionName, AWS_LAMBDA_FUNCTION_VERSION: alias.version };
  const lambda = start('transfer-complete', { ...environmentOf(aws.endpoint), ...version }, onLogLine);
  const points = await countedBy(async () => {
    for (const request of requests) await post(lambda, ...request);
  }, requests.length);
  await lambda.close();
  aws.close();
  return { names: namesOf(points), version: alias.version };
}

it('a wrong URL of a user takes no deployment back: it may be the cure', async () => {
  const { names } = await taking([{ ...busy, eventType: 'gather' }], [{}, { token: 'wrong' }], [busy]);
  expect(names).toEqual(['safety-net-answers']);
});

it('a version whose answers Bandwidth cannot use is taken back', async () => {
  const { names, version } = await taking([{ ...busy, cause: 'invalid-bxml' }]);
  expect(names).toEqual(['misconfigured-outcomes', `misconfigured-outcomes transfer-complete ${version}`]);
});
