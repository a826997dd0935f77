import { RemovalPolicy } from 'aws-cdk-lib';
import type { Stage } from './stage.ts';

/**
 * Decides whether queues and logs are kept when their stack is deleted. They are kept where the table is, as an
 * outcome that could not be stored is in one of them alone. A first deployment that fails leaves nothing behind.
 */
export const removalPolicy = (stage: Stage): RemovalPolicy =>
  stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
