import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Findings of cdk-nag (AwsSolutions) that stay, each with its reason. */
export const ACKNOWLEDGED: Readonly<Record<string, string>> = {
  'AwsSolutions::AwsSolutions-APIG4':
    'Bandwidth sends no credentials with <Refer>: the token in the path is checked by the function (ADR 002)',
  'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
    'The least that CodeDeploy needs for a canary, kept up to date by AWS; only with the setting canary',
};

/** The same, of what sends events. */
export const ACKNOWLEDGED_OF_EVENTS: Readonly<Record<string, string>> = {
  'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
    'EventBridge Pipes lists streams to find that of the table, and dynamodb:ListStreams knows no resource',
  'AwsSolutions::AwsSolutions-SQS3':
    'It holds the dead letters of a pipe, and cdk-nag looks for those of queues alone',
};

/** Acknowledges what is to stay as it is, for this construct and all in it, and nothing beyond. */
export function acknowledgeFindings(scope: IConstruct, findings = ACKNOWLEDGED): void {
  for (const [id, reason] of Object.entries(findings)) Validations.of(scope).acknowledge({ id, reason });
}
