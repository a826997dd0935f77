import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CALLBACKS } from '../functions/callbacks.ts';
import { CallRecovery, type CallRecoveryProps } from './call-recovery.ts';

/**
 * A stack that holds one {@link CallRecovery} and prints what its user needs. It is
 * named after its stage, so that `-c stage=dev` can never loosen a `prod` stack.
 */
export class CallRecoveryStack extends Stack {
  constructor(scope: Construct, props: CallRecoveryProps) {
    super(scope, `CallRecovery-${props.stage}`, {
      description: 'Recovers Bandwidth calls whose <Refer> or <Transfer> failed',
    });
    const { api, table } = new CallRecovery(this, 'Calls', props);
    for (const { name, output, eventType } of CALLBACKS) {
      new CfnOutput(this, output, {
        description: `For ${eventType}; write your callback token where it says {token}`,
        value: api.callbackUrl(name),
      });
    }
    new CfnOutput(this, 'OutcomesTableName', { value: table.tableName });
  }
}
