import { CfnOutput, type Environment, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CALLBACKS, urlOutput } from '../functions/callbacks.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { CallRecovery } from './call-recovery.ts';
import type { Settings } from './settings.ts';

/** The properties of {@link CallRecoveryStack}. */
export interface CallRecoveryStackProps extends Settings {
  readonly policy: Policy;
  /** Where it is deployed; its region must be known for `replicaRegion`. */
  readonly env?: Environment;
}

/**
 * A stack that holds one {@link CallRecovery} and prints what its user needs. It is
 * named after its stage, so that `-c stage=dev` can never loosen a `prod` stack.
 */
export class CallRecoveryStack extends Stack {
  readonly calls: CallRecovery;

  constructor(scope: Construct, { callbackTokenSha256: tokenSha256, env, ...props }: CallRecoveryStackProps) {
    super(scope, `CallRecovery-${props.stage}`, {
      ...(env && { env }),
      terminationProtection: props.stage === 'prod',
      description: 'Recovers Bandwidth calls whose <Refer> or <Transfer> failed',
    });
    this.calls = new CallRecovery(this, 'Calls', { ...props, tokenSha256 });
    const { api, urls, table, fallback, alarmTopic, events } = this.calls;
    for (const { name, eventTypes } of CALLBACKS) {
      new CfnOutput(this, urlOutput(name), {
        description: `For ${eventTypes[0]}; write your callback token where it says {token}`,
        value: urls[name],
      });
    }
    new CfnOutput(this, 'OutcomesTableName', { value: table.tableName });
    new CfnOutput(this, 'FallbackQueueUrl', {
      description: 'Outcomes that the table did not take',
      value: fallback.queue.queueUrl,
    });
    new CfnOutput(this, 'DeadLetterQueueUrl', {
      description: 'Outcomes that it never took',
      value: fallback.deadLetters.queueUrl,
    });
    new CfnOutput(this, 'AlarmTopicArn', {
      description: 'Subscribe to it what should be told of alarms',
      value: alarmTopic.topicArn,
    });
    if (props.domainName !== undefined) {
      new CfnOutput(this, 'RegionalUrl', {
        description: 'The same API without the domain: fallbackBaseUrl of the other deployment',
        value: api.httpApi.apiEndpoint,
      });
    }
    if (props.fallbackBaseUrl !== undefined) {
      new CfnOutput(this, 'FallbackBaseUrl', {
        description: 'The deployment that fallback URLs lead to',
        value: props.fallbackBaseUrl,
      });
    }
    if (events) {
      new CfnOutput(this, 'OutcomeTopicArn', {
        description: 'Subscribe to it what should be told of outcomes',
        value: events.topic.topicArn,
      });
    }
  }
}
