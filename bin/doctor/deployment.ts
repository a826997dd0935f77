import { mistakeOf } from '../aws/failure.ts';
import { type DescribedStack, describedStack } from '../aws/stack-outputs.ts';
import { readToken, savedTokenFile } from '../token/token-file.ts';
import { Failure } from '../usage/usage-error.ts';

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
  let asked: Promise<DescribedStack | undefined> | undefined;
  const described = () => {
    asked ??= stackNamed(stack, region);
    return asked;
  };
  return {
    ...options,
    token() {
      const { tokenFile: file = savedTokenFile(stack) } = options;
      return { file, token: readToken(file) };
    },
    described,
    async outputs() {
      const found = await described();
      if (found) return found.outputs;
      throw new Failure(`there is no stack "${stack}"`);
    },
  };
}
