import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { CallRecoveryStack } from '../../lib/call-recovery-stack.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';
import { STAGES } from '../../lib/stage.ts';
import {
  CONTEXT,
  callbackFunctions,
  POLICY,
  propertiesOf,
  resources,
  SETTINGS,
  synthesize,
} from './stack-template.ts';

type TableResource = { readonly Properties: Readonly<Record<string, unknown>> };

const TABLE = 'AWS::DynamoDB::GlobalTable';

/** The template in a region that is known, as `cdk` gives it; no account is. */
function inRegion(region: string, settings: Partial<Settings>): Template {
  const app = new App({
    context: { ...CONTEXT, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
  });
  const all = readSettings({ callbackTokenSha256: SETTINGS.callbackTokenSha256, ...settings });
  return Template.fromStack(new CallRecoveryStack(app, { ...all, env: { region }, policy: POLICY }));
}

it.each(STAGES)('in %s a replica changes nothing of the table but its replicas and its stream', (stage) => {
  const tables = [
    inRegion('us-east-1', { stage }),
    inRegion('us-east-1', { stage, replicaRegion: 'us-west-2' }),
  ].map((template) => template.findResources(TABLE));
  const [[id = '', table]] = Object.entries(tables[0] ?? {}) as [[string, TableResource]];
  const [[idWithReplica = '', withReplica]] = Object.entries(tables[1] ?? {}) as [[string, TableResource]];
  const { Replicas, StreamSpecification, ...properties } = withReplica.Properties;
  const { Replicas: before, ...propertiesBefore } = table.Properties;
  expect(idWithReplica).toBe(id);
  expect({ ...withReplica, Properties: properties }).toEqual({ ...table, Properties: propertiesBefore });
  expect(StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  const kept = stage === 'prod';
  const replica = (Region: string) =>
    expect.objectContaining({
      Region,
      DeletionProtectionEnabled: kept,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: kept },
    });
  expect(before).toEqual([replica('us-east-1')]);
  expect(Replicas).toEqual([replica('us-west-2'), replica('us-east-1')]);
  expect(properties).not.toHaveProperty('TableName');
});

it('events ask for the same stream as a replica, so that either can come later', () => {
  const streamOf = (settings: Partial<Settings>) =>
    propertiesOf(inRegion('us-east-1', settings), TABLE)[0]?.StreamSpecification;
  expect(streamOf({ outcomeEvents: true })).toEqual(streamOf({ replicaRegion: 'us-west-2' }));
});

it('the second deployment makes no table, and its functions may write to the replica alone', () => {
  const template = synthesize({ replicaOf: 'the-table' });
  template.resourceCountIs(TABLE, 0);
  const functions = resources(template, 'AWS::Lambda::Function');
  const tables = functions.map(
    ([, { Properties }]) =>
      (Properties.Environment as { Variables: Record<string, unknown> }).Variables.OUTCOMES_TABLE,
  );
  expect(new Set(tables)).toEqual(new Set(['the-table']));
  const puts = propertiesOf(template, 'AWS::IAM::Policy').flatMap(({ PolicyDocument }) =>
    (PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] }).Statement.filter(
      ({ Action }) => Action === 'dynamodb:PutItem',
    ),
  );
  expect(puts).toHaveLength(functions.length);
  for (const { Resource } of puts)
    expect(Resource).toEqual({
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':dynamodb:',
          { Ref: 'AWS::Region' },
          ':',
          { Ref: 'AWS::AccountId' },
          ':table/the-table',
        ],
      ],
    });
  expect(template.findOutputs('OutcomesTableName')).toMatchObject({
    OutcomesTableName: { Value: 'the-table' },
  });
});

it('neither template refers to the other stack: one can be deployed while the region of the other is down', () => {
  for (const template of [
    inRegion('us-east-1', { replicaRegion: 'us-west-2' }),
    synthesize({ replicaOf: 'the-table' }),
  ])
    expect(JSON.stringify(template.toJSON())).not.toMatch(/Fn::ImportValue|Fn::GetStackOutput|Custom::/);
});

it('the functions know where the other deployment is, and the stack says so; neither, without the setting', () => {
  const fallbackBaseUrl = 'https://abc.execute-api.us-west-2.amazonaws.com';
  for (const [given, expected] of [
    [fallbackBaseUrl, fallbackBaseUrl],
    [undefined, undefined],
  ]) {
    const template = synthesize({ fallbackBaseUrl: given });
    const found = callbackFunctions(template).map(
      ([, { Properties }]) =>
        (Properties.Environment as { Variables: Record<string, unknown> }).Variables.FALLBACK_BASE_URL,
    );
    expect(found).toEqual(found.map(() => expected));
    expect(template.findOutputs('*').FallbackBaseUrl?.Value).toBe(expected);
  }
});
