import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import { ACKNOWLEDGED, ACKNOWLEDGED_OF_EVENTS } from '../../lib/acknowledged.ts';
import { STAGES } from '../../lib/stage.ts';
import { quickApp, stackWith } from './stack-template.ts';

it.each(STAGES)('cdk-nag (AwsSolutions) finds nothing in %s that has no reason', (stage) => {
  const app = quickApp();
  stackWith({ stage, alarmEmail: 'operator@example.com', outcomeEvents: true }, app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).not.toThrow();
});

it('what is acknowledged has a reason that says something', () => {
  for (const reason of Object.values({ ...ACKNOWLEDGED, ...ACKNOWLEDGED_OF_EVENTS }))
    expect(reason.split(' ').length).toBeGreaterThan(8);
});
