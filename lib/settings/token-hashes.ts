import { SettingError } from './setting-error.ts';

const SHA256_HEX = /^[0-9a-f]{64}$/;

/**
 * Reads the hashes of the callback tokens: a text, a comma list or a list.
 * @throws {SettingError} which never repeats what was found: it may be the token itself
 */
export function tokenHashes(name: string, found: unknown = ''): readonly string[] {
  const hashes = String(found)
    .split(',')
    .map((hash) => hash.trim());
  if (hashes.join('') === '') {
    throw new SettingError(
      `${name} is not set. Run\n\n    npm run token\n\n` +
        `and pass the hash that it prints: -c callbackTokenSha256=<hash>`,
    );
  }
  const wrong = hashes.findIndex((hash) => !SHA256_HEX.test(hash));
  if (wrong >= 0) {
    throw new SettingError(
      `${name} must be one or more SHA-256 hashes, separated by commas, each 64 lower-case hex ` +
        `characters, but hash ${wrong + 1} is not. Run\n\n    npm run token\n\n` +
        'and pass the hash that it prints, not the token: -c callbackTokenSha256=<hash>',
    );
  }
  return [...new Set(hashes)];
}
