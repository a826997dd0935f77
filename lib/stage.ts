import { RemovalPolicy } from 'aws-cdk-lib';

/** What a deployment is for: `prod` keeps what it stored whatever happens to the stack, `dev` goes without a trace. */
export const STAGES = ['prod', 'dev'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/**
 * What becomes of stored things when their stack is deleted. Logs share the fate
 * of the table: an outcome that could not be stored is in the log alone.
 */
export const removalPolicy = (stage: Stage): RemovalPolicy =>
  stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
