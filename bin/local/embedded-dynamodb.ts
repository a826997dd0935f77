import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import dynalite from 'dynalite';
import stores from 'dynalite/db/index.js';
import { typed } from '../../lib/checkout.ts';
import { inDataFolder, keepPrivate, notOurs } from '../data-folder/folder.ts';
import { Failure } from '../usage/usage-error.ts';
import { programsOnly } from './programs-only.ts';
import { hasStoreOnDisk } from './store-on-disk.ts';

/** A DynamoDB in this process, on a free loopback port. */
export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The folder of the store, for its owner only. LevelDB removes files that are named like its own
 * (https://github.com/google/leveldb/blob/main/doc/impl.md): it is let into no other folder.
 */
function storeFolder(dataDirectory: string): string {
  const path = join(dataDirectory, 'dynamodb');
  return inDataFolder(dataDirectory, () => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const files = readdirSync(path);
    const isStore =
      files.includes('CURRENT') && /^MANIFEST-\d+\n$/.test(readFileSync(join(path, 'CURRENT'), 'utf8'));
    if (files.length > 0 && !isStore) throw notOurs(path);
    keepPrivate(path);
    return path;
  });
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
    throw new Failure(
      cause?.code === 'LEVEL_LOCKED'
        ? `The data folder ${dataDirectory} is used by another running server. Stop that one, or choose another folder: DATA_DIR=.data2 ${typed('start')}`
        : `The database in ${path} does not open (${cause?.message ?? (error as Error).message}). Move the folder away to begin anew.`,
      { cause: error },
    );
  }
}

/**
 * Starts dynalite; data is kept under a folder, or in memory without one, or without the store that it needs.
 * It has no time to live: expired items stay.
 * Browsers are refused.
 * @throws {Failure} when the folder is in use by another server, unusable, or holds something else
 */
export async function startEmbeddedDynamoDb(dataDirectory: string | undefined): Promise<EmbeddedDynamoDb> {
  const path = dataDirectory && hasStoreOnDisk() ? storeFolder(dataDirectory) : undefined;
  if (path && dataDirectory) await checkStore(path, dataDirectory);
  const server = dynalite({ createTableMs: 0, ...(path && { path }) });
  programsOnly(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = promisify(server.close).call(server);
      server.closeAllConnections();
      await closed;
    },
  };
}
