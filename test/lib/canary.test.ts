import { expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { propertiesOf, resources, synthesize } from './stack-template.ts';

const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const template = synthesize({ canary: true });

it('new code of each callback answers a tenth of the calls first, and CodeDeploy moves its live version', () => {
  expect(propertiesOf(template, GROUP).map(({ DeploymentConfigName }) => DeploymentConfigName)).toEqual(
    CALLBACKS.map(() => 'CodeDeployDefault.LambdaCanary10Percent5Minutes'),
  );
  const aliases = Object.values(template.findResources('AWS::Lambda::Alias'));
  expect(aliases.map(({ UpdatePolicy }) => Object.keys(UpdatePolicy ?? {}))).toEqual(
    CALLBACKS.map(() => ['CodeDeployLambdaAliasUpdate']),
  );
});

interface AlarmProperties {
  readonly AlarmName: unknown;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly AlarmActions?: unknown;
}

const alarms = Object.fromEntries(
  resources(template, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => [
    id,
    Properties as unknown as AlarmProperties,
  ]),
);

const versions = Object.fromEntries(
  resources(template, 'AWS::Lambda::Version').map(([id, { Properties }]) => [
    (Properties.FunctionName as { Ref: string }).Ref,
    { 'Fn::GetAtt': [id, 'Version'] },
  ]),
);

/** The alarms of each deployment group, with the function that it is for. */
const groups = resources(template, GROUP).map(([id, { Properties }]) => {
  const { Alarms, Enabled } = Properties.AlarmConfiguration as {
    Alarms: { Name: { Ref: string } }[];
    Enabled: boolean;
  };
  expect(Enabled).toBe(true);
  const [alias] = resources(template, 'AWS::Lambda::Alias').filter(([, resource]) =>
    JSON.stringify(resource).includes(`"DeploymentGroupName":{"Ref":"${id}"}`),
  );
  const { Ref: lambda = '' } = (alias?.[1].Properties.FunctionName ?? {}) as { Ref?: string };
  return { lambda, alarms: Alarms.map(({ Name }) => alarms[Name.Ref] as AlarmProperties) };
});

it('alarms of the new version take it back, and no other: the safe answer, errors, slow and unusable answers', () => {
  expect(groups).toHaveLength(CALLBACKS.length);
  groups.forEach(({ lambda, alarms }, index) => {
    const version = versions[lambda];
    const own = {
      FunctionName: { Ref: lambda },
      Resource: { 'Fn::Join': ['', [{ Ref: lambda }, ':live']] },
      ExecutedVersion: version,
    };
    const counted = { ExecutedVersion: { 'Fn::Join': ['', [{ Ref: lambda }, ':', version]] } };
    expect(
      alarms.map(({ Dimensions }) => Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]))),
    ).toEqual([counted, own, own, counted]);
    const { name } = CALLBACKS[index] as (typeof CALLBACKS)[number];
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(
      ['defects', 'function-errors', 'slow-answers', 'misconfigured-outcomes'].map((alarm) => ({
        'Fn::Join': ['', [`CallRecovery-prod/Calls ${alarm} ${name} `, version]],
      })),
    );
  });
});

it('an alarm of a version goes off at one defect, one error, or two minutes of slow answers, and tells nobody', () => {
  for (const { alarms } of groups) {
    expect(alarms).toMatchObject([
      { MetricName: 'Defects', Statistic: 'Sum', Period: 60, Threshold: 1, EvaluationPeriods: 1 },
      { MetricName: 'Errors', Statistic: 'Sum', Period: 60, Threshold: 1, EvaluationPeriods: 1 },
      { MetricName: 'Duration', ExtendedStatistic: 'p99', Threshold: 3000, EvaluationPeriods: 2 },
      { MetricName: 'MisconfiguredOutcomes', Statistic: 'Sum', Threshold: 1, EvaluationPeriods: 1 },
    ]);
    expect(alarms.map(({ AlarmActions }) => AlarmActions)).toEqual(Array(4));
  }
});

it('a deployment does not wait for what waits for it: an alarm needs the version, a group its alarms, an alias its group', () => {
  const ids = Object.keys(alarms).filter((id) => id.startsWith('CallsCanary'));
  expect(ids).toHaveLength(4 * CALLBACKS.length);
  const aliases = resources(template, 'AWS::Lambda::Alias').map(([id]) => id);
  for (const id of ids)
    for (const alias of aliases) expect(JSON.stringify(alarms[id])).not.toContain(`"${alias}"`);
});
