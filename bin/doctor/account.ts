import { CALLBACKS, urlOutput } from '../../functions/callbacks.ts';
import { type Deployment, stackNamed } from './deployment.ts';
import { type Finding, right, unseen, wrong } from './finding.ts';

/** Whether AWS knows us. */
export async function credentials(deployment: Deployment): Promise<Finding> {
  try {
    await deployment.described();
    return right('AWS knows these credentials');
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith('Not allowed')) return right('AWS knows these credentials');
    return wrong(message, 'aws sso login, or set AWS_PROFILE and AWS_REGION');
  }
}

/** Whether CDK can deploy here. */
export async function bootstrap(deployment: Deployment): Promise<Finding> {
  const found = await stackNamed('CDKToolkit', deployment.region);
  if (found) return right('CDK has been bootstrapped');
  if (await deployment.described()) return unseen('CDK was bootstrapped under another name than CDKToolkit');
  return wrong('CDK is not bootstrapped in this account and region', 'npx cdk bootstrap');
}

/** Whether the stack is there, as it was last deployed, and one of ours. */
export async function stack(deployment: Deployment): Promise<Finding> {
  const name = `"${deployment.stack}"`;
  const found = await deployment.described();
  if (!found) return wrong(`there is no stack ${name} in this account and region`, 'npx cdk deploy');
  const { status, outputs } = found;
  const missing = CALLBACKS.find((each) => outputs[urlOutput(each.name)] === undefined);
  if (missing)
    return wrong(
      `${name} has no output ${urlOutput(missing.name)}: it is older, or none of ours`,
      'npx cdk deploy',
    );
  if (/_IN_PROGRESS$/.test(status)) return unseen(`${name} is being changed: ${status}`);
  if (/ROLLBACK|FAILED/.test(status))
    return wrong(`the last deployment of ${name} failed: ${status}`, 'npx cdk deploy');
  return right(`${name} is ${status}`);
}
