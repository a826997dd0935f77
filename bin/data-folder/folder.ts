import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { typed } from '../../lib/checkout.ts';
import { Failure } from '../usage/usage-error.ts';

/**
 * Runs what needs the data folder, which is made if missing, for its owner only. One that is there
 * may hold anything else, and keeps its mode.
 * @throws {Failure} in place of any error of the file system
 */
export function inDataFolder<Result>(dataDirectory: string, action: () => Result): Result {
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Failure(
      `The data folder ${dataDirectory} cannot be used (${code}). Choose another: DATA_DIR=.data2 ${typed('start')}`,
      { cause: error },
    );
  }
}

/** Takes all rights of others from a file or folder of ours. */
export const keepPrivate = (path: string): void => chmodSync(path, statSync(path).mode & 0o700);

/** The failure where something that is not ours stands in the place of our file or folder; it is left as it is. */
export const notOurs = (path: string): Failure =>
  new Failure(
    `${path} is not of this program, and is left alone. Move it away, or choose another data folder: DATA_DIR=.data2 ${typed('start')}`,
  );
