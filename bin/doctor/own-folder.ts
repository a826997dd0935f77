import { existsSync, readFileSync } from 'node:fs';
import { typed } from '../../lib/checkout.ts';
import { DEFAULT_POLICY_FILE } from '../../lib/policy/policy-file.ts';
import { FROM_EXAMPLE, samplesText } from '../../lib/policy/samples.ts';
import { policyWarnings } from '../../lib/policy/warnings.ts';
import { STAGES } from '../../lib/stage.ts';
import { hashToken } from '../data-folder/callback-token.ts';
import { counted } from '../print/printable.ts';
import { readPolicyOf } from '../usage/policy.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, right, unseen, wrong } from './finding.ts';

const OLDEST_NODE = [20, 19] as const;

/** Whether this Node runs what is here; a version is told without `v`. */
export function node(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_NODE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return right(`Node ${version}`);
  return wrong(`Node ${version} is older than ${OLDEST_NODE.join('.')}`, 'nvm install 24');
}

/** Whether the policy can be used, and has addresses of one's own. */
export function policy(file = process.env.RECOVERY_FILE?.trim() || DEFAULT_POLICY_FILE): Finding {
  const check = typed('explain', '--check');
  try {
    const read = readPolicyOf(file);
    const samples = samplesText(read);
    if (samples !== undefined)
      return wrong(`${file}: ${samples} ${FROM_EXAMPLE}`, `edit ${file}, then ${check} --strict`);
    const warnings = policyWarnings(read).length;
    const told = warnings === 0 ? '' : `, ${counted(warnings, 'warning')} (${check})`;
    return right(`${file}: ${counted(read.routes.length, 'route')}${told}`);
  } catch (error) {
    return wrong((error as Error).message.split('\n', 1)[0] ?? '', check);
  }
}

type Context = Readonly<
  Record<string, { callbackTokenSha256?: unknown } | string | readonly string[] | undefined>
>;

/** The hashes that the next deployment of a stack has, by the cdk.json of this folder; `undefined` without one. */
function hashesOf(stack: string): string | undefined {
  if (!existsSync('cdk.json')) return undefined;
  const { context = {} } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context?: Context };
  const stage = STAGES.find((each) => stack.endsWith(`-${each}`)) ?? '';
  const ofStage = context[stage];
  return JSON.stringify([context.callbackTokenSha256, ofStage]);
}

/** Whether there is a token, and the next deployment knows it. */
export function token(deployment: Deployment): Finding {
  const make = `${typed('token', '--save')} && npx cdk deploy`;
  try {
    const { file, token: found } = deployment.token();
    const hashes = hashesOf(deployment.stack);
    if (hashes === undefined) return unseen(`${file} is a token; without a cdk.json its hash is not seen`);
    if (hashes.includes(hashToken(found))) return right(`${file}: cdk.json has its hash`);
    return wrong(`cdk.json has not the hash of the token in ${file}`, make);
  } catch (error) {
    return wrong((error as Error).message, make);
  }
}
