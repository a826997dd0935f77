import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import dynalite from 'dynalite';
import stores from 'dynalite/db/index.js';
import { inDataFolder } from './data-folder.ts';
import { StartError } from './start-error.ts';

/** A DynamoDB in this process, on a free loopback port. */
export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Opens the store once and closes it again: dynalite itself would throw out of
 * reach, at the first request, if another process has it locked.
 */
async function checkStore(path: string, dataDirectory: string): Promise<void> {
  const { db } = stores.create({ path });
  try {
    await db.open();
    await db.close();
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    throw new StartError(
      cause?.code === 'LEVEL_LOCKED'
        ? `The data folder ${dataDirectory} is used by another running server. Stop that one, or choose another folder: DATA_DIR=.data2 npm start`
        : `The database in ${path} does not open (${cause?.message ?? (error as Error).message}). Move the folder away to begin anew.`,
      { cause: error },
    );
  }
}

/**
 * Starts dynalite; data is kept under a folder, or in memory without one.
 * It has no time to live: expired items stay.
 * @throws {StartError} when the folder is in use by another server or unusable
 */
export async function startEmbeddedDynamoDb(dataDirectory: string | undefined): Promise<EmbeddedDynamoDb> {
  const path = dataDirectory && join(dataDirectory, 'dynamodb');
  if (path) {
    inDataFolder(dataDirectory, () => mkdirSync(path, { recursive: true }));
    await checkStore(path, dataDirectory);
  }
  const server = dynalite({ createTableMs: 0, ...(path && { path }) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
