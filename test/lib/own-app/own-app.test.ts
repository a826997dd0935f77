import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { afterAll, expect, it } from 'vitest';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { CallRecovery } from '../../../lib/index.ts';
import { CONTEXT, onlyIdOf, POLICY, resources } from '../stack-template.ts';
import { SwitchboardStack } from './app.ts';

afterAll(() => CloudAssembly.cleanupTemporaryDirectories());

const app = new App({
  context: { ...CONTEXT, 'aws:cdk:bundling-stacks': [] },
  builtinCloudFormationValidation: false,
});
const stack = new SwitchboardStack(app, 'Switchboard');
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
  const arn = { 'Fn::GetAtt': [onlyIdOf(template, 'AWS::DynamoDB::GlobalTable'), 'Arn'] };
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

it('a property that cannot be is refused by its name', () => {
  expect(
    () =>
      new CallRecovery(stack, 'Other', { policy: POLICY, tokenSha256: 'a'.repeat(64), outcomeTtlDays: -1 }),
  ).toThrow(/^outcomeTtlDays must be /);
});
