import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isToken, TOKEN_RULE } from '../usage/token-rule.ts';
import { UsageError } from '../usage/usage-error.ts';
import { inDataFolder, keepPrivate } from './folder.ts';

/** Makes a callback token: 256 random bits, base64url. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

/** The only thing a deployment knows of a token: its SHA-256 in lower-case hex. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Checks a token that was given.
 * @throws {UsageError} naming where the token came from, never the token
 */
export function checkToken(token: string, source: string): string {
  if (isToken(token)) return token;
  throw new UsageError(`${source} must be made of ${TOKEN_RULE}`);
}

/**
 * The token kept in a data folder, made on first use, so that URLs survive restarts.
 * The file is readable by its owner only.
 * @throws {UsageError} when the folder cannot be used or the file holds no token
 */
export function keptToken(dataDirectory: string): string {
  const file = join(dataDirectory, 'callback-token');
  return inDataFolder(dataDirectory, () => {
    // `wx`: of two servers that start at once, the second fails rather than change the token.
    if (!existsSync(file)) writeFileSync(file, `${makeToken()}\n`, { mode: 0o600, flag: 'wx' });
    const token = checkToken(readFileSync(file, 'utf8').trim(), file);
    keepPrivate(file);
    return token;
  });
}
