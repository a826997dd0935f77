import { expect, it } from 'vitest';
import { stackWith, synthesize } from './stack-template.ts';

it('prod cannot be deleted by accident, dev can', () => {
  expect([stackWith().terminationProtection, stackWith({ stage: 'dev' }).terminationProtection]).toEqual([
    true,
    false,
  ]);
});

it('all that takes tags has two, by which the bill is told apart', () => {
  const { Resources } = synthesize().toJSON() as { Resources: Record<string, { Properties?: object }> };
  const tags = Object.values(Resources).flatMap(({ Properties = {} }) =>
    'Tags' in Properties ? [Properties.Tags] : [],
  );
  expect(tags.length).toBeGreaterThan(30);
  const asText = JSON.stringify(tags);
  for (const each of tags) {
    expect(JSON.stringify(each)).toContain('bandwidth-call-recovery');
    expect(JSON.stringify(each)).toContain('prod');
  }
  expect(asText).toContain('"project"');
});

it('the alarms of prod are encrypted by a key that lets CloudWatch in, those of dev are not', () => {
  const template = synthesize();
  const [key = {}] = Object.values(template.findResources('AWS::KMS::Key'));
  expect(key.Properties.KeyPolicy.Statement).toContainEqual({
    Sid: 'AlarmsOfThisAccount',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  });
  const [topic = {}] = Object.values(template.findResources('AWS::SNS::Topic'));
  expect(topic.Properties.KmsMasterKeyId).toMatchObject({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
  synthesize({ stage: 'dev' }).resourceCountIs('AWS::KMS::Key', 0);
});

it('without the whole log there is no access log, which cannot be sampled', () => {
  const stageOf = (logSample: number) =>
    Object.values(synthesize({ logSample }).findResources('AWS::ApiGatewayV2::Stage'))[0]?.Properties;
  expect(stageOf(1)).toHaveProperty('AccessLogSettings');
  expect(stageOf(0.1)).not.toHaveProperty('AccessLogSettings');
});
