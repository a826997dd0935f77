import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';
import type { Outputs } from '../aws/stack-outputs.ts';
import { Failure } from '../usage/usage-error.ts';

/** The URL of each callback, with the token in it. */
export type DeployedUrls = Readonly<Record<CallbackName, string>>;

/**
 * Puts the token into the URLs that a stack prints.
 * @throws {Failure} when the stack is none of ours
 */
export function deployedUrls(stack: string, outputs: Outputs, token: string): DeployedUrls {
  const urls = CALLBACKS.map(({ name, output }) => {
    const url = outputs[output];
    if (!url?.includes('{token}'))
      throw new Failure(`The stack "${stack}" has no output ${output}: it is not one of this project.`);
    return [name, url.replace('{token}', token)];
  });
  return Object.fromEntries(urls) as DeployedUrls;
}
