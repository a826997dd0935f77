import { typed } from '../checkout.ts';
import type { Stage } from '../stage.ts';
import { SettingError } from './setting-error.ts';

const SHA256_HEX = /^[0-9a-f]{64}$/;

/** The allowed form of token hashes, in words. */
export const TOKEN_HASHES =
  'one or more SHA-256 hashes, separated by commas, each 64 lower-case hex characters';

/**
 * Reads the hashes of the callback tokens: a text, a comma list or a list. None may be given here.
 * @param isKnownLater tells what is no hash yet
 * @throws {SettingError} which never repeats what was found: it may be the token itself
 */
export function tokenHashes(
  name: string,
  found: unknown,
  isKnownLater: (hash: string) => boolean = () => false,
): readonly string[] {
  const hashes = String(found)
    .split(',')
    .map((hash) => hash.trim());
  if (hashes.join('') === '') return [];
  const wrong = hashes.findIndex((hash) => !(SHA256_HEX.test(hash) || isKnownLater(hash)));
  if (wrong >= 0) {
    throw new SettingError(
      `${name} must be ${TOKEN_HASHES}, but hash ${wrong + 1} is not. \`${typed('token')}\` prints a token and its hash: ` +
        'the hash belongs here, not the token.',
    );
  }
  return [...new Set(hashes)];
}

/** Tells how to get a hash when there is none. */
export const noTokenHash = (stage: Stage): string =>
  `callbackTokenSha256 is not set. Run

    ${typed('token', `--save${stage === 'prod' ? '' : ` --stage ${stage}`}`)}

which makes a token and keeps its hash in cdk.json, or pass a hash: -c callbackTokenSha256=<hash>`;
