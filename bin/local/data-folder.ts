import { mkdirSync } from 'node:fs';
import { StartError } from './start-error.ts';

/**
 * Runs what needs the data folder, which is made if missing.
 * @throws {StartError} in place of any error of the file system
 */
export function inDataFolder<Result>(dataDirectory: string, action: () => Result): Result {
  try {
    mkdirSync(dataDirectory, { recursive: true });
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new StartError(
      `The data folder ${dataDirectory} cannot be used (${code}). Choose another: DATA_DIR=.data2 npm start`,
      { cause: error },
    );
  }
}
