import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CallbackName } from '../functions/callbacks.ts';
import { Environment } from '../functions/environment.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import type { OutcomesTable } from './outcomes-table.ts';
import { RecoveryFunction } from './recovery-function.ts';
import type { Settings } from './settings.ts';
import type { SpillQueue } from './spill-queue.ts';

/** What a {@link CallbackFunction} is made of. */
export interface CallbackFunctionProps extends Settings {
  readonly name: CallbackName;
  readonly policy: Policy;
  readonly table: OutcomesTable;
  readonly spill: SpillQueue;
}

/** The Lambda that answers one callback: it may add to the table or, failing that, to the queue. */
export class CallbackFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    { name, policy, stage, table, spill, ...props }: CallbackFunctionProps,
  ) {
    super(scope, id);
    this.lambda = new RecoveryFunction(this, 'Function', {
      name,
      description: `Answers ${name} callbacks of Bandwidth`,
      policy,
      stage,
      // Bandwidth waits 15 s for an answer, API Gateway and the network included.
      timeout: Duration.seconds(10),
      mayDo: { 'dynamodb:PutItem': table.tableArn, 'sqs:SendMessage': spill.queue.queueArn },
      environment: {
        [Environment.outcomesTable]: table.tableName,
        [Environment.spillQueueUrl]: spill.queue.queueUrl,
        [Environment.callbackTokenSha256]: props.callbackTokenSha256.join(','),
        [Environment.outcomeTtlDays]: String(props.outcomeTtlDays),
      },
    }).lambda;
  }
}
