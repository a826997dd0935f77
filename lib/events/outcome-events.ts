import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ACKNOWLEDGED_OF_EVENTS, acknowledgeFindings } from '../acknowledged.ts';
import { displayedName } from '../deployment-name.ts';
import { removalPolicy } from '../removal-policy.ts';
import type { Stage } from '../stage.ts';
import { EVENT_FILTER, eventTemplate } from './outcome-event.ts';

/** The properties of {@link OutcomeEvents}. */
interface OutcomeEventsProps {
  readonly stage: Stage;
  /** Names the deployment in `source`. */
  readonly source: string;
  /** Of the outcomes table. */
  readonly streamArn: string;
  /** Of a table that is encrypted by a key of one's own: its stream is too. */
  readonly tableKey: IKey | undefined;
}

/** SNS takes as many messages in one request. */
const MAX_BATCH = 10;

/** A record that cannot be sent holds up those behind it in its shard, so it is not tried for ever. */
const MAX_RETRIES = 10;
const MAX_AGE = Duration.hours(1);

/** The longest that SQS keeps a message. */
const RETENTION = Duration.days(14);

/**
 * Tells whoever subscribes of each outcome that is stored: stream of the table, EventBridge Pipe, SNS topic. No
 * function of ours, and nothing on the way to an answer.
 */
export class OutcomeEvents extends Construct {
  /** Subscribe to it what should be told of outcomes. */
  readonly topic: Topic;
  /** Where in the stream the events are that could not be sent. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { stage, source, streamArn, tableKey }: OutcomeEventsProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const name = displayedName(scope);
    const key =
      stage === 'prod'
        ? new Key(this, 'Key', {
            description: `Events of ${name}`,
            enableKeyRotation: true,
            removalPolicy: RemovalPolicy.DESTROY,
          })
        : undefined;
    this.topic = new Topic(this, 'Topic', {
      displayName: `Outcomes of ${name}`,
      enforceSSL: true,
      ...(key && { masterKey: key }),
    });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: RETENTION,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: removalPolicy(stage),
    });

    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    const allow = (resource: string, ...actions: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(streamArn, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator');
    allow('*', 'dynamodb:ListStreams');
    allow(this.topic.topicArn, 'sns:Publish');
    allow(this.deadLetters.queueArn, 'sqs:SendMessage');
    tableKey?.grantDecrypt(role);
    key?.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');

    const pipe = new CfnPipe(this, 'Pipe', {
      description: `Sends each outcome that ${name} stores`,
      roleArn: role.roleArn,
      source: streamArn,
      sourceParameters: {
        filterCriteria: { filters: [{ pattern: EVENT_FILTER }] },
        dynamoDbStreamParameters: {
          startingPosition: 'LATEST',
          batchSize: MAX_BATCH,
          maximumBatchingWindowInSeconds: 1,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          maximumRetryAttempts: MAX_RETRIES,
          maximumRecordAgeInSeconds: MAX_AGE.toSeconds(),
          deadLetterConfig: { arn: this.deadLetters.queueArn },
        },
      },
      target: this.topic.topicArn,
      targetParameters: { inputTemplate: eventTemplate(source) },
    });
    // With its rights: a pipe that may not read its source is not created.
    pipe.node.addDependency(role);
    acknowledgeFindings(this, ACKNOWLEDGED_OF_EVENTS);
  }
}
