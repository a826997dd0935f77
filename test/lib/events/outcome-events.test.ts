import { describe, expect, it } from 'vitest';
import { EVENT_FILTER, eventTemplate } from '../../../lib/events/outcome-event.ts';
import { STAGES } from '../../../lib/stage.ts';
import { arnOf, propertiesOf, resources, synthesize } from '../stack-template.ts';

const PIPE = 'AWS::Pipes::Pipe';
const idsOf = (type: string, template = synthesize({ outcomeEvents: true })): string[] =>
  resources(template, type)
    .map(([id]) => id)
    .filter((id) => id.startsWith('CallsEvents'));
const onlyId = (type: string): string => {
  const [id = '', ...others] = idsOf(type);
  expect(others).toEqual([]);
  return id;
};

describe.each(STAGES)('outcome events in %s', (stage) => {
  const on = synthesize({ stage, outcomeEvents: true });
  const off = synthesize({ stage });

  it('leave everything else as it is, but for the stream of the table, and one alarm more on the dashboard', () => {
    const all = on.toJSON().Resources;
    for (const [id, resource] of Object.entries<Record<string, unknown>>(off.toJSON().Resources)) {
      if (resource.Type === 'AWS::CloudWatch::Dashboard') continue;
      const { StreamSpecification, ...Properties } = all[id]?.Properties ?? {};
      const isTable = resource.Type === 'AWS::DynamoDB::GlobalTable';
      expect({ ...all[id], Properties }, id).toEqual({ Properties: {}, ...resource });
      expect(StreamSpecification).toEqual(isTable ? { StreamViewType: 'NEW_AND_OLD_IMAGES' } : undefined);
    }
    off.resourceCountIs(PIPE, 0);
    expect(off.findOutputs('OutcomeTopicArn')).toEqual({});
    expect(on.findOutputs('OutcomeTopicArn')).toMatchObject({
      OutcomeTopicArn: { Value: { Ref: onlyId('AWS::SNS::Topic') } },
    });
  });

  it(`the topic is ${stage === 'prod' ? '' : 'not '}encrypted by a key of its own`, () => {
    const [key] = idsOf('AWS::KMS::Key', on);
    const topics = resources(on, 'AWS::SNS::Topic').filter(([id]) => id.startsWith('CallsEvents'));
    expect(topics.map(([, { Properties }]) => Properties.KmsMasterKeyId)).toEqual([key && arnOf(key)]);
    expect(key === undefined).toBe(stage === 'dev');
  });

  it('the pipe may read the stream, publish, and keep what it cannot, and nothing else', () => {
    const streamArn = { 'Fn::GetAtt': [expect.stringMatching(/^CallsOutcomes/), 'StreamArn'] };
    const [role] = resources(on, 'AWS::IAM::Role').filter(([id]) => id.startsWith('CallsEvents'));
    expect(role?.[1].Properties).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'pipes.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
    const policies = propertiesOf(on, 'AWS::IAM::Policy').filter(
      ({ Roles }) => JSON.stringify(Roles) === JSON.stringify([{ Ref: role?.[0] }]),
    );
    const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
    expect(
      policies.map(({ PolicyDocument }) => (PolicyDocument as { Statement: unknown }).Statement),
    ).toEqual([expect.toSatisfy((statements: object[]) => statements.length === (stage === 'prod' ? 5 : 4))]);
    expect(policies[0]?.PolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: expect.arrayContaining([
        allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], streamArn),
        allow('dynamodb:ListStreams', '*'),
        allow('sns:Publish', { Ref: onlyId('AWS::SNS::Topic') }),
        allow('sqs:SendMessage', arnOf(onlyId('AWS::SQS::Queue'))),
        ...(stage === 'prod'
          ? [allow(['kms:Decrypt', 'kms:GenerateDataKey'], arnOf(onlyId('AWS::KMS::Key')))]
          : []),
      ]),
    });
  });
});

it('the pipe sends what the filter lets pass, gives up in an hour, and keeps the place of what it gave up', () => {
  const on = synthesize({ outcomeEvents: true });
  const [[, pipe] = ['', undefined]] = resources(on, PIPE);
  expect(pipe?.Properties).toEqual({
    Description: 'Sends each outcome that CallRecovery-prod Calls stores',
    RoleArn: arnOf(onlyId('AWS::IAM::Role')),
    Source: { 'Fn::GetAtt': [expect.stringMatching(/^CallsOutcomes/), 'StreamArn'] },
    SourceParameters: {
      FilterCriteria: { Filters: [{ Pattern: EVENT_FILTER }] },
      DynamoDBStreamParameters: {
        StartingPosition: 'LATEST',
        BatchSize: 10,
        MaximumBatchingWindowInSeconds: 1,
        OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 3600,
        DeadLetterConfig: { Arn: arnOf(onlyId('AWS::SQS::Queue')) },
      },
    },
    Target: { Ref: onlyId('AWS::SNS::Topic') },
    TargetParameters: { InputTemplate: eventTemplate('CallRecovery/CallRecovery-prod/Calls') },
  });
  expect((pipe as unknown as { DependsOn: string[] }).DependsOn).toEqual(
    expect.arrayContaining([...idsOf('AWS::IAM::Policy'), onlyId('AWS::IAM::Role')]),
  );
});

it('an alarm tells of events that were not sent', () => {
  synthesize({ outcomeEvents: true }).hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'CallRecovery-prod/Calls undelivered-events',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [onlyId('AWS::SQS::Queue'), 'QueueName'] } }],
    Threshold: 1,
    EvaluationPeriods: 1,
  });
});
