import { typed } from '../../lib/checkout.ts';
import { DEFAULT_POLICY_FILE } from '../../lib/policy/policy-file.ts';
import { bandwidthApi } from '../connect/bandwidth-api.ts';
import { examine } from '../connect/examine.ts';
import { MISTAKES } from '../connect/mistakes.ts';
import { deployedFallbackUrl, deployedUrls } from '../urls/urls-text.ts';
import { readPolicyOf } from '../usage/policy.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, right, unseen, wrong } from './finding.ts';

/** Whether the Bandwidth application leads here, as `connect --check` looks at it. */
export async function application(deployment: Deployment): Promise<Finding> {
  const { application: id, stack } = deployment;
  if (id === undefined) return unseen('the Bandwidth application', typed('doctor', '--application ID'));
  const outputs = await deployment.outputs();
  const urls = deployedUrls(stack, outputs, deployment.token().token);
  const fallbackUrl = deployedFallbackUrl('initiate', outputs, deployment.token().token);
  const policy = readPolicyOf(process.env.RECOVERY_FILE || DEFAULT_POLICY_FILE);
  try {
    const { wrong: found } = await examine(bandwidthApi(id), { urls, policy, fallbackUrl });
    const [one, ...others] = found;
    if (one === undefined) return right('the Bandwidth application leads here');
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return wrong(
      `${one.about} ${MISTAKES[one.mistake]}${more}`,
      typed('connect', `--application ${id} --stack ${stack}`),
    );
  } catch (error) {
    if (error instanceof Failure)
      return wrong(error.message, 'set BW_CLIENT_ID, BW_CLIENT_SECRET and BW_ACCOUNT_ID');
    if (error instanceof UsageError) return unseen(error.message);
    throw error;
  }
}
