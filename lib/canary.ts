import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { CallbackFunction } from './callback-function.ts';
import { VersionAlarms, type VersionAlarmsProps } from './monitoring/version-alarms.ts';

/** The properties of {@link Canary}. */
interface CanaryProps extends Omit<VersionAlarmsProps, 'callback'> {
  readonly callbacks: readonly CallbackFunction[];
}

/**
 * Gives new code a tenth of the calls for 5 minutes, then all. If an alarm of the new version goes off meanwhile,
 * CodeDeploy takes it back and fails the deployment. A new policy is part of the code, so it is tried alike.
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { callbacks, ...alarmProps }: CanaryProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSCodeDeployRoleForLambdaLimited'),
      ],
    });
    for (const callback of callbacks) {
      const alarms = new VersionAlarms(this, `${callback.name}-alarms`, { ...alarmProps, callback });
      new LambdaDeploymentGroup(this, callback.name, {
        application,
        alias: callback.live,
        alarms: [...alarms.all],
        role,
        deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      });
    }
  }
}
