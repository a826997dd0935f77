import { App, Validations } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, expect, it } from 'vitest';
import { ACKNOWLEDGED } from '../../lib/acknowledged.ts';
import { CallRecoveryStack } from '../../lib/call-recovery-stack.ts';
import { readSettings } from '../../lib/settings.ts';
import { CONTEXT, POLICY } from './stack-template.ts';

afterAll(() => CloudAssembly.cleanupTemporaryDirectories());

it.each(['prod', 'dev'])('cdk-nag (AwsSolutions) finds nothing in %s that has no reason', (stage) => {
  const app = new App({
    context: { ...CONTEXT, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
  });
  const settings = readSettings({
    stage,
    callbackTokenSha256: 'a'.repeat(64),
    alarmEmail: 'operator@example.com',
  });
  new CallRecoveryStack(app, { ...settings, policy: POLICY });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).not.toThrow();
});

it('what is acknowledged has a reason that says something', () => {
  for (const reason of Object.values(ACKNOWLEDGED)) expect(reason.split(' ').length).toBeGreaterThan(8);
});
