import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CallRecovery, readPolicyFile } from 'bandwidth-call-recovery';
import type { Construct } from 'constructs';

/** A stack of somebody else's, in which call recovery is one part: what a user of the package writes. */
export class SwitchboardStack extends Stack {
  readonly calls: CallRecovery;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const hash = this.node.getContext('callbackTokenSha256');
    const pager = new Topic(this, 'Pager');
    const support = new LambdaFunction(this, 'Support', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => "what happened to the call?"'),
    });

    // #region README
    const calls = new CallRecovery(this, 'Calls', {
      policy: readPolicyFile('recovery.json'),
      tokenSha256: hash,
    });
    calls.grantReadOutcomes(support);
    calls.addAlarmAction(new SnsAction(pager));
    new CfnOutput(this, 'ReferCompleteUrl', { value: calls.urls['refer-complete'] });
    // #endregion

    support.addEnvironment('OUTCOMES_TABLE', calls.table.tableName);
    calls.metrics
      .count('callbacks', { outcome: 'busy' }, Duration.hours(1))
      .createAlarm(this, 'Busy', { threshold: 100, evaluationPeriods: 1 });
    this.calls = calls;
  }
}
