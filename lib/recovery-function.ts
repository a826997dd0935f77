import type { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions/callbacks.ts';
import { Environment } from '../functions/environment.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { BUNDLE_HANDLER } from './bundle.ts';
import { functionCode } from './function-code.ts';
import { ExpiringLogGroup } from './log-group.ts';
import { removalPolicy } from './removal-policy.ts';
import type { Settings } from './settings.ts';

/** The properties that all functions of a deployment share. */
export interface Deployed {
  readonly settings: Settings;
  readonly policy: Policy;
  /** CloudWatch namespace of our metrics. */
  readonly metricsNamespace: string;
}

/** The properties of {@link RecoveryFunction}. */
interface RecoveryFunctionProps extends Deployed {
  readonly name: FunctionName;
  readonly description: string;
  readonly timeout: Duration;
  /** Executions at once that are kept for the function, and its most; none are kept where it is not given. */
  readonly reservedConcurrency?: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Each action that the function may take, with the one resource that it may take it on. */
  readonly mayDo: Readonly<Record<string, string>>;
}

/** A Lambda of ours: one folder of `functions/`, a log and a role of its own, and no right that is not named. */
export class RecoveryFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: RecoveryFunctionProps) {
    super(scope, id);
    const logGroup = new ExpiringLogGroup(this, 'Logs', props.settings);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    // Not the grants of the resources: those of a table add every index of it as a wildcard.
    for (const [action, resource] of Object.entries(props.mayDo)) {
      role.addToPrincipalPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    }

    this.lambda = new LambdaFunction(this, 'Lambda', {
      description: props.description,
      code: functionCode(props.name, props.policy),
      handler: BUNDLE_HANDLER,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.settings.functionMemoryMb,
      timeout: props.timeout,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda's own start and report lines would nearly double the log; its metrics say the same for nothing.
      systemLogLevelV2: SystemLogLevel.WARN,
      // Of prod, the versions of earlier deployments stay: the alias goes back to one in seconds (docs/runbook.md).
      // Not one that a canary took back: Lambda publishes no version like the last, so the same code would fail.
      currentVersionOptions: { removalPolicy: removalPolicy(props.settings.stage) },
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      environment: { [Environment.metricsNamespace]: props.metricsNamespace, ...props.environment },
    });
  }
}
