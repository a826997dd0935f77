import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { displayedName } from '../deployment-name.ts';
import type { Settings } from '../settings.ts';

/**
 * The key of a topic of alarms. AWS's own (`alias/aws/sns`) would silence them: its policy does not let
 * CloudWatch in (https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns).
 */
function topicKey(scope: Construct, description: string): Key {
  const key = new Key(scope, 'AlarmKey', {
    description,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return key;
}

/** Where alarms are told, encrypted in `prod`; subscribe a pager, a chat or a function to it. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { stage }: Pick<Settings, 'stage'>) {
    const displayName = `Alarms of ${displayedName(scope)}`;
    super(scope, id, {
      displayName,
      enforceSSL: true,
      ...(stage === 'prod' && { masterKey: topicKey(scope, displayName) }),
    });
    // A topic with a policy of its own has lost the default one, which let the account's CloudWatch in.
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
