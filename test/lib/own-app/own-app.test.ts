import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, it } from 'vitest';
import { CALLBACKS } from '../../../functions/callbacks.ts';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { CallRecovery, OutcomesTable } from '../../../lib/index.ts';
import { ALARMS } from '../../../lib/monitoring/alarm-rows.ts';
import { arnOf, onlyIdOf, POLICY, PROJECT, propertiesOf, quickApp, resources } from '../stack-template.ts';
import { SwitchboardStack } from './switchboard-stack.ts';

const tokenSha256 = 'a'.repeat(64);
const REQUIRED = { policy: POLICY, tokenSha256 };

function switchboard(): SwitchboardStack {
  const app = quickApp();
  app.node.setContext('callbackTokenSha256', tokenSha256);
  return new SwitchboardStack(app, 'Switchboard');
}

const stack = switchboard();
const template = Template.fromStack(stack);

it('a policy and a token hash are enough', () => {
  expect(Object.keys(stack.calls.functions)).toContain('redrive');
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'CallRecovery/Switchboard/Calls',
    Threshold: 100,
  });
});

it('README shows what this app has', () => {
  const source = readFileSync(join(import.meta.dirname, 'switchboard-stack.ts'), 'utf8');
  const [, region = ''] = /#region README\n(.*?)\n *\/\/ #endregion/s.exec(source) ?? [];
  expect(region.split('\n').length).toBeGreaterThan(3);
  const [imported] = /^import .+ from 'bandwidth-call-recovery';$/m.exec(source) ?? [];
  const shown = `${imported}\n\n${region.replace(/^ {4}/gm, '')}`;
  expect(readFileSync(join(PROJECT, 'README.md'), 'utf8')).toContain(shown);
});

it('each callback has a URL, with {token} where the token goes', () => {
  const urls = stack.resolve(stack.calls.urls) as Record<string, { 'Fn::Join': [string, unknown[]] }>;
  expect(Object.keys(urls)).toEqual(CALLBACKS.map(({ name }) => name));
  for (const [name, { 'Fn::Join': url }] of Object.entries(urls))
    expect(url[1].at(-1)).toMatch(new RegExp(`/{token}/${name}$`));
});

it('an action that is added is one of every alarm, beside the topic', () => {
  const acting = propertiesOf(template, 'AWS::CloudWatch::Alarm').filter(({ OKActions }) => OKActions);
  expect(acting).toHaveLength(ALARMS.length);
  const [pager, own] = ['Pager', 'CallsAlarmTopic'].map((name) => ({
    Ref: expect.stringMatching(new RegExp(`^${name}`)),
  }));
  for (const { AlarmActions, OKActions } of acting) {
    expect(AlarmActions).toEqual([own, pager]);
    expect(OKActions).toEqual([own]);
  }
});

it('outcomes go into a table of another stack, and nothing else of the functions changes', () => {
  const app = quickApp();
  const table = new OutcomesTable(new Stack(app, 'Data'), 'Outcomes', { stage: 'prod' });
  const stack = new Stack(app, 'Calls');
  const calls = new CallRecovery(stack, 'Calls', { ...REQUIRED, table });
  expect(calls.table).toBe(table);
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
  const statements = propertiesOf(template, 'AWS::IAM::Policy').flatMap(
    ({ PolicyDocument }) =>
      (PolicyDocument as { Statement: { Action: string; Resource: unknown }[] }).Statement,
  );
  const puts = statements.filter(({ Action }) => Action === 'dynamodb:PutItem');
  expect(puts).toHaveLength(CALLBACKS.length + 1);
  for (const { Resource } of puts) expect(JSON.stringify(Resource)).toContain('Outcomes');
  expect(statements.filter(({ Action }) => JSON.stringify(Action).includes('kms:'))).toEqual([]);
});

it('alarms go to a topic of your own, and to the e-mail by it', () => {
  const stack = new Stack(quickApp(), 'Calls');
  const alarmTopic = new Topic(stack, 'Own');
  new CallRecovery(stack, 'Calls', { ...REQUIRED, alarmTopic, alarmEmail: 'a@example.com', canary: false });
  const template = Template.fromStack(stack);
  const topic = { Ref: onlyIdOf(template, 'AWS::SNS::Topic') };
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'a@example.com', TopicArn: topic });
  for (const { AlarmActions } of propertiesOf(template, 'AWS::CloudWatch::Alarm'))
    expect(AlarmActions).toEqual([topic]);
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

it('a property that cannot be is refused by its name', () => {
  expect(() => new CallRecovery(stack, 'Other', { ...REQUIRED, outcomeTtlDays: -1 })).toThrow(
    /^outcomeTtlDays must be /,
  );
});

it.each([
  ['a replica of it', { replicaRegion: 'us-west-2' }, 'replicaRegion and replicaOf'],
  ['the replica of another', { replicaOf: 'Outcomes' }, 'replicaRegion and replicaOf'],
  ['events, without a stream', { outcomeEvents: true }, 'outcomeEvents needs a table with a stream'],
])('a table of its own is refused with %s', (_what, settings, message) => {
  const app = quickApp();
  const table = new OutcomesTable(new Stack(app, 'Data'), 'Outcomes', { stage: 'prod' });
  const given = { ...REQUIRED, table, ...settings };
  expect(() => new CallRecovery(new Stack(app, 'Calls'), 'Calls', given)).toThrow(message);
});

it('a table of its own with a stream tells of its outcomes', () => {
  const app = quickApp();
  const table = new OutcomesTable(new Stack(app, 'Data'), 'Outcomes', { stage: 'prod', outcomeEvents: true });
  const stack = new Stack(app, 'Calls');
  new CallRecovery(stack, 'Calls', { ...REQUIRED, table, outcomeEvents: true });
  Template.fromStack(stack).resourceCountIs('AWS::Pipes::Pipe', 1);
});
