import { expect, it } from 'vitest';
import { Environment } from '../../functions/environment.ts';
import { arnOf, onlyIdOf, propertiesOf, resources, synthesize } from './stack-template.ts';

const template = synthesize();
const tableId = onlyIdOf(template, 'AWS::DynamoDB::GlobalTable');
const queues = resources(template, 'AWS::SQS::Queue');
const [[deadLettersId], [queueId]] = queues as [[string, unknown], [string, unknown]];

it('one function stores what waits in the queue, and is told table and namespace and nothing else', () => {
  const redrive = propertiesOf(template, 'AWS::Lambda::Function').filter(({ Description }) =>
    String(Description).startsWith('Stores'),
  );
  expect(redrive).toMatchObject([
    { Runtime: 'nodejs24.x', Architectures: ['arm64'], MemorySize: 512, Timeout: 30 },
  ]);
  expect(redrive[0]?.Environment).toEqual({
    Variables: {
      [Environment.outcomesTable]: { Ref: tableId },
      [Environment.metricsNamespace]: 'CallRecovery/CallRecovery-prod/Calls',
    },
  });
});

it('the queue feeds it in batches of which each message fails for itself', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf(queueId),
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 5 },
  });
});

it('an outcome is tried for 2½ hours, then waits with the dead letters for 14 days', () => {
  const [[, deadLetters], [, queue]] = queues as [(typeof queues)[number], (typeof queues)[number]];
  expect(queue.Properties).toMatchObject({
    VisibilityTimeout: 300,
    RedrivePolicy: { deadLetterTargetArn: arnOf(deadLettersId), maxReceiveCount: 30 },
    MessageRetentionPeriod: 14 * 86_400,
    SqsManagedSseEnabled: true,
  });
  expect(deadLetters.Properties).toMatchObject({
    MessageRetentionPeriod: 14 * 86_400,
    SqsManagedSseEnabled: true,
  });
  expect(deadLetters.Properties).not.toHaveProperty('RedrivePolicy');
});
