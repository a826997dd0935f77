import { existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOKEN_FILES, withIgnored } from '../app-folder/git-ignore.ts';
import { hashToken } from '../data-folder/callback-token.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { type HashToAdd, type WithHash, withHash } from './with-hash.ts';

/** The hash that was saved, and the files; the token itself is told to nobody. */
export interface Saved extends Omit<WithHash, 'text'> {
  readonly tokenFile: string;
  /** Where the file of the token before this one is now. */
  readonly formerTokenFile: string | undefined;
}

/** Where the file of the token before goes: its name gets the first digits of its hash in cdk.json. */
function formerName(folder: string, tokenFile: string): string | undefined {
  const file = join(folder, tokenFile);
  if (!existsSync(file)) return undefined;
  const hash = hashToken(readFileSync(file, 'utf8').trim());
  const name = tokenFile.replace(/\.txt$/, `-${hash.slice(0, 8)}.txt`);
  if (!existsSync(join(folder, name))) return name;
  throw new Failure(`Both ${tokenFile} and ${name} exist: move one away.`);
}

/** Has git ignore the files of tokens, unless it does. */
function ignoreTokens(folder: string): void {
  const file = join(folder, '.gitignore');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, withIgnored(text, [TOKEN_FILES]));
}

/** Writes a file beside the one that it is to become, and says where. */
function writeAside(file: string, text: string, mode: number): string {
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  writeFileSync(aside, text, { mode, flag: 'wx' });
  return aside;
}

/**
 * Keeps the hash of a token in the cdk.json of a folder, and the token in a file beside it that its owner
 * alone may read and git ignores. Both are written aside and then put in place as a whole; no file is overwritten or removed.
 * @throws {Failure} saying what is wrong with the folder or its cdk.json
 */
export function saveToken(folder: string, token: string, asked: Omit<HashToAdd, 'sha256'>): Saved {
  const asides: string[] = [];
  try {
    const file = realpathSync(join(folder, 'cdk.json'));
    const { text, ...saved } = withHash(readFileSync(file, 'utf8'), { ...asked, sha256: hashToken(token) });
    const tokenFile = `callback-token-${saved.stage}.txt`;
    const formerTokenFile = formerName(folder, tokenFile);
    const newFile = writeAside(file, text, statSync(file).mode);
    asides.push(newFile);
    const newTokenFile = writeAside(join(folder, tokenFile), `${token}\n`, 0o600);
    asides.push(newTokenFile);
    ignoreTokens(folder);
    if (formerTokenFile !== undefined) renameSync(join(folder, tokenFile), join(folder, formerTokenFile));
    renameSync(newTokenFile, join(folder, tokenFile));
    renameSync(newFile, file);
    return { ...saved, tokenFile, formerTokenFile };
  } catch (cause) {
    const { message, syscall } = cause as NodeJS.ErrnoException;
    if (!(cause instanceof UsageError || syscall !== undefined)) throw cause;
    throw new Failure(`${message.replace(/[^.?]$/, '$&.')} Nothing was changed.`, { cause });
  } finally {
    for (const aside of asides) rmSync(aside, { force: true });
  }
}
