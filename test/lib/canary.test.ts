import { expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { resources, synthesize } from './stack-template.ts';

const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const template = synthesize({ canary: true });

it('new code of each callback answers a tenth of the calls first', () => {
  const groups = resources(template, GROUP).map(([, { Properties }]) => Properties);
  expect(groups).toHaveLength(CALLBACKS.length);
  for (const { DeploymentConfigName } of groups)
    expect(DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
});

it('an alarm takes it back: the safety net, errors, slow answers', () => {
  const alarmNames = resources(template, 'AWS::CloudWatch::Alarm').map(([id]) => id);
  for (const [, { Properties }] of resources(template, GROUP)) {
    const { Alarms, Enabled } = Properties.AlarmConfiguration as {
      Alarms: { Name: { Ref: string } }[];
      Enabled: boolean;
    };
    expect(Enabled).toBe(true);
    const ids = Alarms.map(({ Name }) => Name.Ref);
    expect(alarmNames).toEqual(expect.arrayContaining(ids));
    expect(ids.map((id) => id.replace(/^CallsAlarms|[0-9A-F]{8}$/g, ''))).toEqual([
      'safetynetanswers',
      'functionerrors',
      'slowanswers',
    ]);
  }
});

it('each live version is moved by CodeDeploy', () => {
  const updates = Object.values(
    template.findResources('AWS::Lambda::Alias') as Record<string, { UpdatePolicy?: object }>,
  ).map(({ UpdatePolicy }) => Object.keys(UpdatePolicy ?? {}));
  expect(updates).toEqual(CALLBACKS.map(() => ['CodeDeployLambdaAliasUpdate']));
});

it('without it there is no CodeDeploy at all', () => {
  const types = Object.values(
    synthesize({ canary: false }).toJSON().Resources as Record<string, { Type: string }>,
  );
  expect(types.filter(({ Type }) => Type.startsWith('AWS::CodeDeploy'))).toEqual([]);
});
