import { expect, it } from 'vitest';
import { CALLBACKS, urlOutput } from '../../functions/callbacks.ts';
import { onlyIdOf, synthesize } from './stack-template.ts';

const template = synthesize();

it('prints the URLs, the names of table and queues and the alarm topic, and nothing else', () => {
  expect(Object.keys(template.findOutputs('*')).sort()).toEqual(
    [
      ...CALLBACKS.map(({ name }) => urlOutput(name)),
      'AlarmTopicArn',
      'DeadLetterQueueUrl',
      'OutcomesTableName',
      'FallbackQueueUrl',
    ].sort(),
  );
  template.hasOutput('OutcomesTableName', {
    Value: { Ref: onlyIdOf(template, 'AWS::DynamoDB::GlobalTable') },
  });
});

it('keeps stages apart by name, so that dev cannot loosen prod', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::Api', { Name: 'CallRecovery-prod' });
  synthesize({ stage: 'dev' }).hasResourceProperties('AWS::ApiGatewayV2::Api', { Name: 'CallRecovery-dev' });
});

it('asks for no parameter of its own', () => {
  expect(Object.keys(template.findParameters('*'))).toEqual(['BootstrapVersion']);
});
