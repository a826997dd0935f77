import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { expect, it } from 'vitest';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { CallRecovery } from '../../../lib/index.ts';
import { arnOf, onlyIdOf, POLICY, propertiesOf, quickApp, resources } from '../stack-template.ts';
import { SwitchboardStack } from './app.ts';

const stack = new SwitchboardStack(quickApp(), 'Switchboard');
const template = Template.fromStack(stack);

it('a policy and a token hash are enough', () => {
  expect(Object.keys(stack.calls.functions)).toContain('redrive');
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'CallRecovery/Switchboard/Calls',
    Threshold: 100,
  });
});

it('who is let read the outcomes may get and query, on the table and its indexes by name', () => {
  const arn = arnOf(onlyIdOf(template, 'AWS::DynamoDB::GlobalTable'));
  const indexNames = OUTCOMES_TABLE.indexes.map(({ name }) => name).sort();
  const policies = resources(template, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('Support'));
  const [statement] = policies.flatMap(
    ([, { Properties }]) => (Properties.PolicyDocument as { Statement: unknown[] }).Statement,
  );
  expect(statement).toEqual({
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:Query'],
    Resource: [arn, ...indexNames.map((name) => ({ 'Fn::Join': ['', [arn, `/index/${name}`]] }))],
  });
});

const alarmNames = (template: Template): unknown[] =>
  propertiesOf(template, 'AWS::CloudWatch::Alarm').flatMap(({ AlarmName }) => AlarmName ?? []);

it('alarms are named after the stack; those of a second construct in it also after the construct', () => {
  const stack = new SwitchboardStack(quickApp(), 'Switchboard');
  const one = alarmNames(Template.fromStack(new SwitchboardStack(quickApp(), 'Switchboard')));
  expect(one).toContain('Switchboard dead-letters');
  const within = new Construct(stack, 'West');
  for (const [scope, id] of [
    [stack, 'Other'],
    [within, 'Calls'],
  ] as const)
    new CallRecovery(scope, id, { policy: POLICY, tokenSha256: 'a'.repeat(64) });
  const all = alarmNames(Template.fromStack(stack)).map((name) => JSON.stringify(name));
  for (const name of ['dead-letters', 'Other dead-letters', 'West/Calls dead-letters'])
    expect(all).toContain(`"Switchboard ${name}"`);
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBe(3 * one.length);
});

it('a property that cannot be is refused by its name', () => {
  expect(
    () =>
      new CallRecovery(stack, 'Other', { policy: POLICY, tokenSha256: 'a'.repeat(64), outcomeTtlDays: -1 }),
  ).toThrow(/^outcomeTtlDays must be /);
});
