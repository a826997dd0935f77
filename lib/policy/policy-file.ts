import { readFileSync } from 'node:fs';
import type { Policy } from '../../functions/recovery/policy.ts';
import { doubledKeys } from './doubled-keys.ts';
import { showControls } from './invisible.ts';
import { mistakeInJson } from './json-mistake.ts';
import { mistakeText } from './mistakes.ts';
import { PolicyError, parsePolicy } from './parse.ts';
import { type Position, pathsIn, positionsIn } from './positions.ts';

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

/** A place as terminals and editors open it: `recovery.json:12:7`. */
const placeOf = (path: string, position: Position | undefined): string =>
  position === undefined ? path : `${path}:${position.line}:${position.column}`;

function readText(path: string): string {
  const bytes = readBytes(path);
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text;
  const [before = ''] = new TextDecoder().decode(bytes).split(/[\0\ufffd]/);
  throw new PolicyFileError(
    `1 mistake in the policy file ${path}:\n` +
      `  ${placeOf(path, positionsIn(before)(before.length))}: found bytes that are not UTF-8, expected a file saved as UTF-8`,
  );
}

function readJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const mistake = mistakeInJson(text);
    const place = placeOf(path, mistake && positionsIn(text)(mistake.offset));
    const why = mistake?.why ?? showControls((cause as Error).message);
    throw new PolicyFileError(`the policy file ${place} is not JSON: ${why}`, { cause });
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

/** The mistakes in the order of the file, one a line, each with its place. */
function mistakeLines(path: string, text: string, mistakes: PolicyError['mistakes']): string[] {
  const positionOf = pathsIn(text);
  return mistakes
    .map((mistake) => ({ mistake, position: positionOf(mistake.path) }))
    .toSorted(
      ({ position: one }, { position: other }) =>
        (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0),
    )
    .map(({ mistake, position }) => `  ${placeOf(path, position)} ${mistakeText(mistake)}`);
}

/** A policy, and where each path of it stands in its file: `recovery.json:12:7`. */
export interface PlacedPolicy {
  readonly policy: Policy;
  readonly placeOf: (path: string) => string;
}

/**
 * Reads and checks a policy file, for a program that tells places in it.
 * @throws {PolicyFileError} as {@link readPolicyFile}
 */
export function readPlacedPolicy(path: string): PlacedPolicy {
  const text = readText(path);
  const input = readJson(path, text);
  try {
    const policy = parseText(text, input);
    let positionOf: ReturnType<typeof pathsIn> | undefined;
    return {
      policy,
      placeOf(place) {
        positionOf ??= pathsIn(text);
        return placeOf(path, positionOf(place));
      },
    };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const { length } = error.mistakes;
    const count = length === 1 ? '1 mistake' : `${length} mistakes`;
    const lines = mistakeLines(path, text, error.mistakes);
    throw new PolicyFileError(`${count} in the policy file ${path}:\n${lines.join('\n')}`, { cause: error });
  }
}

/**
 * Reads and checks a policy file.
 * @throws {PolicyFileError} whose message lists every mistake with file, line, column and path, ready to print
 */
export const readPolicyFile = (path: string): Policy => readPlacedPolicy(path).policy;
