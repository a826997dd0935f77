import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inDataFolder, notOurs } from './data-folder.ts';

/** Where a running local server answers, and keeps its outcomes. */
export interface ServerAddress {
  /** Absent in a file of an earlier version. */
  readonly baseUrl?: string;
  readonly endpoint: string;
  readonly tableName: string;
}

const FILE = 'outcomes-address.json';

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): ServerAddress | undefined {
  try {
    const { baseUrl, endpoint, tableName, ...others } = JSON.parse(text);
    const isAddress = endpoint && tableName && Object.keys(others).length === 0;
    return isAddress ? { endpoint, tableName, ...(baseUrl && { baseUrl }) } : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the address of a server that was killed; a file is empty if that was while it wrote. */
function removeLeftOver(path: string): void {
  const text = read(path);
  if (text === undefined) return;
  if (text !== '' && !parse(text)) throw notOurs(path);
  rmSync(path);
}

/**
 * Leaves the address in the data folder, for programs beside the server; gives what takes it away again.
 * @throws {Failure} when the folder cannot be used, or a file of that name is none of ours
 */
export function leaveAddress(dataDirectory: string, address: ServerAddress): () => void {
  const path = join(dataDirectory, FILE);
  const text = JSON.stringify(address);
  inDataFolder(dataDirectory, () => {
    removeLeftOver(path);
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  });
  // Another server may have left its own meanwhile.
  return () => {
    if (read(path) === text) rmSync(path);
  };
}

/** The address that a server left in its data folder; `undefined` where there is none. */
export function findAddress(dataDirectory: string): ServerAddress | undefined {
  try {
    return parse(read(join(dataDirectory, FILE)) ?? '');
  } catch {
    return undefined;
  }
}
