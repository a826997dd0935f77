import { Duration, Tokenization } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Alias, type IVersion, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CallbackName } from '../functions/callbacks.ts';
import { Environment } from '../functions/environment.ts';
import type { FallbackQueue } from './fallback-queue.ts';
import { asksCallees } from './policy/asking.ts';
import { type Deployed, RecoveryFunction } from './recovery-function.ts';
import { CALLBACK_TIMEOUT_SECONDS } from './settings/timeouts.ts';

/** The properties of {@link CallbackFunction}. */
interface CallbackFunctionProps extends Deployed {
  readonly name: CallbackName;
  readonly table: ITable;
  readonly fallback: FallbackQueue;
}

/** The Lambda that answers one callback: it may add to the table or, failing that, to the queue. */
export class CallbackFunction extends Construct {
  readonly name: CallbackName;
  readonly lambda: LambdaFunction;
  /** The code and settings of this deployment. */
  readonly version: IVersion;
  /** The live version of the code. The API calls this alias, so that a new version can be tried on a few calls. */
  readonly live: Alias;

  constructor(scope: Construct, id: string, { name, table, fallback, ...deployed }: CallbackFunctionProps) {
    super(scope, id);
    const { settings } = deployed;
    this.name = name;
    this.lambda = new RecoveryFunction(this, 'Function', {
      ...deployed,
      name,
      description: `Answers ${name} callbacks of Bandwidth`,
      // Bandwidth waits 15 s for an answer, API Gateway and the network included.
      timeout: Duration.seconds(CALLBACK_TIMEOUT_SECONDS),
      reservedConcurrency: settings.reservedConcurrency,
      mayDo: {
        'dynamodb:PutItem': table.tableArn,
        'sqs:SendMessage': fallback.queue.queueArn,
        ...(name === 'transfer-complete' &&
          asksCallees(deployed.policy) && { 'dynamodb:GetItem': table.tableArn }),
      },
      environment: {
        [Environment.outcomesTable]: table.tableName,
        [Environment.fallbackQueueUrl]: fallback.queue.queueUrl,
        [Environment.callbackTokenSha256]: settings.callbackTokenSha256.join(','),
        [Environment.outcomeTtlDays]: Tokenization.stringifyNumber(settings.outcomeTtlDays),
        [Environment.logParties]: String(settings.logParties),
        [Environment.logSample]: String(settings.logSample),
        [Environment.storeTimeoutMs]: String(settings.storeTimeoutMs),
        [Environment.queueTimeoutMs]: String(settings.queueTimeoutMs),
        ...(settings.fallbackBaseUrl !== undefined && {
          [Environment.fallbackBaseUrl]: settings.fallbackBaseUrl,
        }),
      },
    }).lambda;
    table.encryptionKey?.grantEncryptDecrypt(this.lambda);
    // The types of CDK are not written for exact optional properties, hence `as`.
    this.version = this.lambda.currentVersion as IVersion;
    this.live = new Alias(this, 'Live', { aliasName: 'live', version: this.version });
  }
}
