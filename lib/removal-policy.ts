import { RemovalPolicy } from 'aws-cdk-lib';
import type { Stage } from './stage.ts';

/**
 * What becomes of queues and logs when their stack is deleted. They share the fate of the table: an
 * outcome that could not be stored is in one of them alone. Of a first deployment that fails nothing stays.
 */
export const removalPolicy = (stage: Stage): RemovalPolicy =>
  stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
