import { UsageError } from '../usage/usage-error.ts';
import { bootstrap, credentials, stack } from './account.ts';
import { alarms } from './alarms.ts';
import { application } from './application.ts';
import { lastDay, urls } from './callbacks.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, unseen } from './finding.ts';
import { node, policy, token } from './own-folder.ts';
import { deadLetters, fallbackQueue } from './queues.ts';
import { signedRequest } from './signed-request.ts';

/** A finding, and of what. */
export interface Examined extends Finding {
  readonly check: string;
}

type Check = readonly [name: string, look: (deployment: Deployment) => Finding | Promise<Finding>];

const HERE: readonly Check[] = [
  ['node', () => node()],
  ['policy', () => policy()],
  ['token', token],
  ['credentials', credentials],
];

/** What is seen with credentials alone. */
const IN_AWS: readonly Check[] = [
  ['bootstrap', bootstrap],
  ['stack', stack],
  ['urls', urls],
  ['application', application],
  ['callbacks', lastDay],
  ['signed request', signedRequest],
  ['alarms', alarms],
  ['fallback queue', fallbackQueue],
  ['dead letters', deadLetters],
];

async function examine([check, look]: Check, deployment: Deployment): Promise<Examined> {
  try {
    return { check, ...(await look(deployment)) };
  } catch (error) {
    if (error instanceof UsageError) return { check, ...unseen(error.message) };
    throw error;
  }
}

/** Looks at everything that must hold for calls to be recovered, one after the other. */
export async function* examineAll(deployment: Deployment): AsyncGenerator<Examined> {
  let hasCredentials = true;
  for (const check of HERE) {
    const examined = await examine(check, deployment);
    if (examined.check === 'credentials') hasCredentials = examined.state === 'right';
    yield examined;
  }
  for (const check of IN_AWS)
    yield hasCredentials
      ? await examine(check, deployment)
      : { check: check[0], ...unseen('not seen without credentials') };
}
