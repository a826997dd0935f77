import { readFileSync } from 'node:fs';
import type { Policy } from '../functions/recovery/policy.ts';
import { PolicyError, parsePolicy } from '../functions/recovery/policy-file/parse.ts';

/** The policy file where `RECOVERY_FILE` names none. */
export const DEFAULT_POLICY_FILE = 'recovery.json';

/** What is wrong with a policy file, written for the person who can correct it. */
export class PolicyFileError extends Error {
  override readonly name = 'PolicyFileError';
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PolicyFileError(`cannot read the policy file ${path}: ${(cause as Error).message}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PolicyFileError(`the policy file ${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Reads and checks a policy file.
 * @throws {PolicyFileError} whose message lists every mistake with its path, ready to print
 */
export function readPolicyFile(path: string): Policy {
  const input = readJson(path);
  try {
    return parsePolicy(input);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const count = error.mistakes.length === 1 ? '1 mistake' : `${error.mistakes.length} mistakes`;
    throw new PolicyFileError(`${count} in the policy file ${path}:\n${error.message}`, { cause: error });
  }
}
