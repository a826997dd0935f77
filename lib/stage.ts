import { RemovalPolicy } from 'aws-cdk-lib';

/** What a deployment is for: `prod` keeps what it stored whatever happens to the stack, `dev` goes without a trace. */
export const STAGES = ['prod', 'dev'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/**
 * What becomes of queues and logs when their stack is deleted. They share the fate of the table: an
 * outcome that could not be stored is in one of them alone. Of a first deployment that fails nothing stays.
 */
export const removalPolicy = (stage: Stage): RemovalPolicy =>
  stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
