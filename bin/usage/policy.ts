import type { Policy } from '../../functions/recovery/policy.ts';
import { PolicyFileError, readPolicyFile } from '../../lib/policy/policy-file.ts';
import { Failure } from './usage-error.ts';

/** @throws {Failure} telling the mistakes of a policy file, or why it cannot be read */
export function readPolicyOf(file: string): Policy {
  try {
    return readPolicyFile(file);
  } catch (error) {
    throw error instanceof PolicyFileError ? new Failure(error.message, { cause: error }) : error;
  }
}
