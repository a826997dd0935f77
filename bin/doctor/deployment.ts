import { mistakeOf } from '../aws/failure.ts';
import { type DescribedStack, describedStack } from '../aws/stack-outputs.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { readToken, savedTokenFile } from '../token/token-file.ts';
import { probe } from '../urls/probe.ts';
import { deployedUrls } from '../urls/urls-text.ts';
import { Failure } from '../usage/usage-error.ts';
import { newestEvents } from './newest-events.ts';

/** The options that say which deployment is looked at. */
export interface DeploymentOptions {
  readonly stack: string;
  readonly region?: string;
  readonly tokenFile?: string;
  readonly application?: string;
}

/** A deployment; what is asked of AWS twice is asked once. */
export interface Deployment extends DeploymentOptions {
  /** @throws {UsageError} where there is no file of a token */
  token(): { readonly file: string; readonly token: string };
  /** `undefined` where there is no such stack. */
  described(): Promise<DescribedStack | undefined>;
  /** @throws {Failure} where there is no such stack */
  outputs(): Promise<DescribedStack['outputs']>;
  /** How many URLs it has, and those that do not answer as they should. */
  probed(): Promise<{
    readonly count: number;
    readonly unanswered: Awaited<ReturnType<typeof probe>>;
  }>;
  /** The newest events of the last day, newest first, with what the index has of them. */
  newestEvents(): Promise<readonly StoredOutcome[]>;
}

/** Asks the first time, and gives the same answer or failure each time. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

/**
 * A stack of this account and region; `undefined` where there is none.
 * @throws {UsageError} where CloudFormation does not tell
 */
export const stackNamed = (stack: string, region: string | undefined) =>
  describedStack(stack, region).catch((error) => {
    throw mistakeOf(error, 'cloudformation:DescribeStacks');
  });

/** The deployment that some options name. */
export function deploymentOf(options: DeploymentOptions): Deployment {
  const { stack, region } = options;
  const described = once(() => stackNamed(stack, region));
  const token = () => {
    const { tokenFile: file = savedTokenFile(stack) } = options;
    return { file, token: readToken(file) };
  };
  async function outputs() {
    const found = await described();
    if (found) return found.outputs;
    throw new Failure(`there is no stack "${stack}"`);
  }
  return {
    ...options,
    token,
    described,
    outputs,
    probed: once(async () => {
      const all = deployedUrls(stack, await outputs(), token().token);
      return { count: Object.keys(all).length, unanswered: await probe(all) };
    }),
    newestEvents: once(() => newestEvents(options)),
  };
}
