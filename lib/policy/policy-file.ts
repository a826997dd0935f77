import { readFileSync } from 'node:fs';
import type { Policy } from '../../functions/recovery/policy.ts';
import { doubledKeys } from './doubled-keys.ts';
import { showInvisible } from './invisible.ts';
import { mistakeInJson } from './json-mistake.ts';
import { PolicyError, parsePolicy } from './parse.ts';

/** The policy file where `RECOVERY_FILE` names none. */
export const DEFAULT_POLICY_FILE = 'recovery.json';

/** The mistakes of a policy file, written for the person who can correct them. */
export class PolicyFileError extends Error {
  override readonly name = 'PolicyFileError';
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new PolicyFileError(`cannot read the policy file ${path}: ${(cause as Error).message}`, { cause });
  }
}

/** Decodes UTF-8, with or without a BOM; `undefined` for anything else. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // UTF-16 and UTF-32 without a BOM: their first character has zeros in it.
    return /^.?\0/s.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function readText(path: string): string {
  const bytes = readBytes(path);
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text;
  const [before = ''] = new TextDecoder().decode(bytes).split('\ufffd');
  throw new PolicyFileError(
    `1 mistake in the policy file ${path}:\n` +
      `  line ${before.split('\n').length}: found bytes that are not UTF-8, expected a file saved as UTF-8`,
  );
}

function readJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = mistakeInJson(text) ?? showInvisible((cause as Error).message);
    throw new PolicyFileError(`the policy file ${path} is not JSON: ${reason}`, { cause });
  }
}

/** @throws {PolicyError} for the mistakes of the text and of what it says together */
function parseText(text: string, input: unknown): Policy {
  const doubled = doubledKeys(text);
  try {
    const policy = parsePolicy(input);
    if (doubled.length === 0) return policy;
  } catch (error) {
    if (error instanceof PolicyError) throw new PolicyError([...doubled, ...error.mistakes]);
    throw error;
  }
  throw new PolicyError(doubled);
}

/**
 * Reads and checks a policy file.
 * @throws {PolicyFileError} whose message lists every mistake with its path, ready to print
 */
export function readPolicyFile(path: string): Policy {
  const text = readText(path);
  const input = readJson(path, text);
  try {
    return parseText(text, input);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const count = error.mistakes.length === 1 ? '1 mistake' : `${error.mistakes.length} mistakes`;
    throw new PolicyFileError(`${count} in the policy file ${path}:\n${error.message}`, { cause: error });
  }
}
