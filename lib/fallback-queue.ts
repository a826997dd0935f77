import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { removalPolicy } from './removal-policy.ts';
import type { Stage } from './stage.ts';

/**
 * How often an outcome is tried again before it goes to the dead-letter queue: every
 * 5 minutes, so that a DynamoDB that is down for 2½ hours loses nothing to it.
 */
const MAX_RECEIVES = 30;
const RETRY_INTERVAL = Duration.minutes(5);

/** The longest that SQS keeps a message. */
const RETENTION = Duration.days(14);

/** Where outcomes wait that the table did not take, and where those end that it never takes. */
export class FallbackQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const common = {
      retentionPeriod: RETENTION,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: removalPolicy(stage),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', common);
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: RETRY_INTERVAL,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }
}
