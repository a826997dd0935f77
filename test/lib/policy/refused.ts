import { PolicyError, parsePolicy } from '../../../lib/policy/parse.ts';

/** The error that a policy is refused with. */
export function refused(input: unknown): PolicyError {
  try {
    parsePolicy(input);
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error('the policy was taken');
}
