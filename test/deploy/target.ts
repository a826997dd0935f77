import type { Outputs } from '../../bin/aws/stack-outputs.ts';
import type { Fetch } from '../../bin/simulator/deliver.ts';
import type { Limits } from '../../bin/simulator/limits.ts';
import type { ReadStored } from '../../bin/simulator/stored.ts';
import { Failure } from './failure.ts';

/** What calls are played against. */
export interface Target {
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch?: Fetch;
  readonly readStored?: ReadStored;
  readonly limits?: Partial<Limits>;
}

/**
 * One output.
 * @throws {Failure} when the stack has none of that name
 */
export function output(outputs: Outputs, name: string): string {
  const value = outputs[name];
  if (value) return value;
  throw new Failure(`the stack has no output ${name}; it has ${Object.keys(outputs).join(', ')}`);
}

/** The address of the deployed stage, from one of its URLs. */
export const baseUrlOf = (outputs: Outputs): string =>
  output(outputs, 'ReferCompleteUrl').replace('/{token}/refer-complete', '');
