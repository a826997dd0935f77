import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { removalPolicy, type Stage } from './stage.ts';

/** A log group that forgets after three months. */
export class ExpiringLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, { retention: RetentionDays.THREE_MONTHS, removalPolicy: removalPolicy(stage) });
  }
}
