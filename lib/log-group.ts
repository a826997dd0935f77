import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { removalPolicy } from './removal-policy.ts';
import type { Settings } from './settings.ts';

/** A log group that forgets when the settings say so. */
export class ExpiringLogGroup extends LogGroup {
  constructor(
    scope: Construct,
    id: string,
    { stage, logRetentionDays }: Pick<Settings, 'stage' | 'logRetentionDays'>,
  ) {
    super(scope, id, { retention: logRetentionDays, removalPolicy: removalPolicy(stage) });
  }
}
