import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { Environment } from '../functions/environment.ts';
import type { FallbackQueue } from './fallback-queue.ts';
import { type Deployed, RecoveryFunction } from './recovery-function.ts';

/** The properties of {@link RedriveFunction}. */
interface RedriveFunctionProps extends Deployed {
  readonly table: ITable;
  readonly fallback: FallbackQueue;
}

/** The Lambda that stores what waits in the queue. */
export class RedriveFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { table, fallback, ...deployed }: RedriveFunctionProps) {
    super(scope, id);
    this.lambda = new RecoveryFunction(this, 'Function', {
      ...deployed,
      name: 'redrive',
      description: 'Stores the outcomes that the table did not take at once',
      timeout: Duration.seconds(30),
      mayDo: { 'dynamodb:PutItem': table.tableArn },
      environment: { [Environment.outcomesTable]: table.tableName },
    }).lambda;
    table.encryptionKey?.grantEncryptDecrypt(this.lambda);
    this.lambda.addEventSource(
      new SqsEventSource(fallback.queue, { batchSize: 10, maxConcurrency: 5, reportBatchItemFailures: true }),
    );
  }
}
