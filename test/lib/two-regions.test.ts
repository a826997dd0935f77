import { Validations } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { exposureSeconds } from '../../lib/failover/times.ts';
import type { Settings } from '../../lib/settings.ts';
import { STAGES } from '../../lib/stage.ts';
import {
  callbackFunctions,
  propertiesOf,
  quickApp,
  resources,
  stackWith,
  synthesize,
} from './stack-template.ts';

type TableResource = { readonly Properties: Readonly<Record<string, unknown>> };

const TABLE = 'AWS::DynamoDB::GlobalTable';

it('a replica needs two regions that are known at synth', () => {
  expect(() => stackWith({ replicaRegion: 'us-west-2' })).toThrow(
    /^replicaRegion needs both regions known at synth: give the stack its own, as env\.region/,
  );
  expect(() => synthesize({ replicaRegion: 'us-west-2' }, 'us-west-2')).toThrow(
    'replicaRegion must be another region than that of the stack, but both are us-west-2',
  );
});

it.each(STAGES)('in %s a replica changes nothing of the table but its replicas and its stream', (stage) => {
  const tables = [
    synthesize({ stage }, 'us-east-1'),
    synthesize({ stage, replicaRegion: 'us-west-2' }, 'us-east-1'),
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
    propertiesOf(synthesize(settings, 'us-east-1'), TABLE)[0]?.StreamSpecification;
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
    synthesize({ replicaRegion: 'us-west-2' }, 'us-east-1'),
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

describe('a domain', () => {
  const DOMAIN = {
    domainName: 'calls.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
    hostedZoneId: 'Z0123456789ABC',
  };
  const first = synthesize({ ...DOMAIN, alarmEmail: 'operator@example.com' });
  const second = synthesize({ ...DOMAIN, replicaOf: 'the-table' });
  const idOf = (template: Template, type: string) => resources(template, type).map(([id]) => id)[0] ?? '';

  it.each([
    ['first', first, 'PRIMARY'],
    ['second', second, 'SECONDARY'],
  ] as const)(
    'leads to the regional API of the %s deployment, and away where API Gateway is down',
    (setIdentifier, template, failover) => {
      const domain = idOf(template, 'AWS::ApiGatewayV2::DomainName');
      template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
        DomainName: DOMAIN.domainName,
        DomainNameConfigurations: [{ CertificateArn: DOMAIN.certificateArn, EndpointType: 'REGIONAL' }],
      });
      template.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', {
        ApiId: { Ref: idOf(template, 'AWS::ApiGatewayV2::Api') },
        DomainName: { Ref: domain },
        Stage: '$default',
      });
      template.hasResourceProperties('AWS::Route53::RecordSet', {
        HostedZoneId: DOMAIN.hostedZoneId,
        Name: DOMAIN.domainName,
        Type: 'A',
        Failover: failover,
        SetIdentifier: setIdentifier,
        AliasTarget: {
          DNSName: { 'Fn::GetAtt': [domain, 'RegionalDomainName'] },
          HostedZoneId: { 'Fn::GetAtt': [domain, 'RegionalHostedZoneId'] },
          EvaluateTargetHealth: true,
        },
      });
    },
  );

  const waiting = CALLBACKS.filter(({ safe }) => safe !== 'nothing').map(({ name }) => name);
  const failoverAlarms = resources(first, 'AWS::CloudWatch::Alarm').filter(([, { Properties }]) =>
    / failover /.test(String(Properties.AlarmName)),
  );

  it('leads away from the first alone once 5 % of the answers to one callback were 5xx for 2 minutes', () => {
    expect(failoverAlarms.map(([, { Properties }]) => Properties)).toEqual(
      waiting.map((name) => ({
        AlarmName: `CallRecovery-prod/Calls failover ${name}`,
        AlarmDescription: expect.any(String),
        Namespace: 'AWS/ApiGateway',
        MetricName: '5xx',
        Dimensions: expect.arrayContaining([
          { Name: 'Method', Value: 'ANY' },
          { Name: 'Resource', Value: `/{token}/${name}` },
        ]),
        Statistic: 'Average',
        Period: 60,
        Threshold: 0.05,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        DatapointsToAlarm: 2,
        EvaluationPeriods: 2,
        TreatMissingData: 'ignore',
      })),
    );
    second.resourceCountIs('AWS::Route53::HealthCheck', 0);
  });

  it('has a health check for each of these, and one that asks for all; without data each stays as it was', () => {
    const checks = resources(first, 'AWS::Route53::HealthCheck');
    const configs = checks.map(([, { Properties }]) => Properties.HealthCheckConfig);
    expect(configs.slice(0, -1)).toEqual(
      failoverAlarms.map(([id]) => ({
        Type: 'CLOUDWATCH_METRIC',
        AlarmIdentifier: { Name: { Ref: id }, Region: { Ref: 'AWS::Region' } },
        InsufficientDataHealthStatus: 'LastKnownStatus',
      })),
    );
    expect(configs.at(-1)).toEqual({
      Type: 'CALCULATED',
      ChildHealthChecks: checks.slice(0, -1).map(([id]) => ({ 'Fn::GetAtt': [id, 'HealthCheckId'] })),
      HealthThreshold: waiting.length,
    });
    first.hasResourceProperties('AWS::Route53::RecordSet', {
      HealthCheckId: { 'Fn::GetAtt': [checks.at(-1)?.[0], 'HealthCheckId'] },
    });
  });

  it('is in the URLs that the stack prints; the address without it is printed for the other deployment', () => {
    expect(first.findOutputs('ReferCompleteUrl').ReferCompleteUrl?.Value).toBe(
      'https://calls.example.com/{token}/refer-complete',
    );
    expect(first.findOutputs('RegionalUrl').RegionalUrl?.Value).toEqual({
      'Fn::GetAtt': [idOf(first, 'AWS::ApiGatewayV2::Api'), 'ApiEndpoint'],
    });
    expect(synthesize().findOutputs('RegionalUrl')).toEqual({});
  });

  it('has no finding of cdk-nag without a reason', () => {
    const app = quickApp();
    stackWith({ ...DOMAIN, alarmEmail: 'operator@example.com' }, app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  });
});

it('says how long calls are exposed: at the least a bad minute, at the most three and the time of DNS', () => {
  expect(exposureSeconds()).toEqual({ least: 60, most: 240 });
});
