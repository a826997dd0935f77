import { expect, it } from 'vitest';
import { STAGES } from '../../lib/stage.ts';
import { synthesize } from './stack-template.ts';

/** How many of each type every stage has. */
const IN_BOTH = {
  'AWS::ApiGatewayV2::Api': 1,
  'AWS::ApiGatewayV2::Integration': 10,
  'AWS::ApiGatewayV2::Route': 10,
  'AWS::ApiGatewayV2::Stage': 1,
  'AWS::CloudWatch::Alarm': 14,
  'AWS::CloudWatch::Dashboard': 1,
  'AWS::DynamoDB::GlobalTable': 1,
  'AWS::IAM::Policy': 11,
  'AWS::IAM::Role': 11,
  'AWS::Lambda::Alias': 10,
  'AWS::Lambda::EventSourceMapping': 1,
  'AWS::Lambda::Function': 11,
  'AWS::Lambda::Permission': 10,
  'AWS::Lambda::Version': 10,
  'AWS::Logs::LogGroup': 12,
  'AWS::SNS::Subscription': 1,
  'AWS::SNS::Topic': 1,
  'AWS::SNS::TopicPolicy': 1,
  'AWS::SQS::Queue': 2,
  'AWS::SQS::QueuePolicy': 2,
};

/** The canary, an alarm of the new version for each reason and callback, and CodeDeploy with its role; the key of the alarms. */
const OF_CANARY = {
  'AWS::CloudWatch::Alarm': 54,
  'AWS::CodeDeploy::Application': 1,
  'AWS::CodeDeploy::DeploymentGroup': 10,
  'AWS::IAM::Role': 12,
  'AWS::KMS::Key': 1,
};

it.each(STAGES)('%s deploys these resources and no other', (stage) => {
  const all: Record<string, { Type: string }> = synthesize({
    stage,
    alarmEmail: 'operator@example.com',
  }).toJSON().Resources;
  const groups = Map.groupBy(Object.values(all), ({ Type }) => Type);
  const found = Object.fromEntries([...groups].map(([type, { length }]) => [type, length]));
  expect(found).toEqual(stage === 'prod' ? { ...IN_BOTH, ...OF_CANARY } : IN_BOTH);
});
