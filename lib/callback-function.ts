import { Duration } from 'aws-cdk-lib';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CallbackName } from '../functions/callbacks.ts';
import { Environment } from '../functions/environment.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { BUNDLE_HANDLER } from './bundle.ts';
import { callbackCode } from './callback-code.ts';
import { ExpiringLogGroup } from './log-group.ts';
import type { OutcomesTable } from './outcomes-table.ts';
import type { Settings } from './settings.ts';

/** What a {@link CallbackFunction} is made of. */
export interface CallbackFunctionProps extends Settings {
  readonly name: CallbackName;
  readonly policy: Policy;
  readonly table: OutcomesTable;
}

/** The Lambda that answers one callback: it may add to the table and write its own log, and nothing else. */
export class CallbackFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: CallbackFunctionProps) {
    super(scope, id);
    const logGroup = new ExpiringLogGroup(this, 'Logs', props.stage);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    // Not table.grant(): it adds every index of the table as a wildcard.
    Grant.addToPrincipal({
      grantee: role,
      actions: ['dynamodb:PutItem'],
      resourceArns: [props.table.tableArn],
    });

    this.lambda = new LambdaFunction(this, 'Lambda', {
      description: `Answers ${props.name} callbacks of Bandwidth`,
      code: callbackCode(props.name, props.policy),
      handler: BUNDLE_HANDLER,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      // Bandwidth waits 15 s for an answer, API Gateway and the network included.
      timeout: Duration.seconds(10),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        [Environment.outcomesTable]: props.table.tableName,
        [Environment.callbackTokenSha256]: props.callbackTokenSha256.join(','),
        [Environment.outcomeTtlDays]: String(props.outcomeTtlDays),
      },
    });
  }
}
