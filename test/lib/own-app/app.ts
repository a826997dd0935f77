import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CallRecovery, readPolicyFile } from '../../../lib/index.ts';

/** A stack of somebody else's, in which call recovery is one part: what a user of the construct writes. */
export class SwitchboardStack extends Stack {
  readonly calls: CallRecovery;

  constructor(app: App, id: string) {
    super(app, id);
    this.calls = new CallRecovery(this, 'Calls', {
      policy: readPolicyFile(new URL('recovery.json', import.meta.url).pathname),
      tokenSha256: 'a'.repeat(64),
    });

    const support = new LambdaFunction(this, 'Support', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => "what happened to the call?"'),
      environment: {
        OUTCOMES_TABLE: this.calls.table.tableName,
        FIRST_HAND_OFF_URL: this.calls.api.callbackUrl('refer-complete'),
      },
    });
    this.calls.grantReadOutcomes(support);

    this.calls.metrics
      .count('callbacks', { outcome: 'busy' }, Duration.hours(1))
      .createAlarm(this, 'Busy', { threshold: 100, evaluationPeriods: 1 });
  }
}
