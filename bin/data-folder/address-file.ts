import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { inDataFolder, notOurs } from './folder.ts';

/** A file whose text is the address of a running local server, and of its table. */
const AddressFile = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    /** Absent in a file of an earlier version. */
    baseUrl: v.exactOptional(v.string()),
    endpoint: v.string(),
    tableName: v.string(),
  }),
);

/** Where a running local server answers, and keeps its outcomes. */
type ServerAddress = v.InferOutput<typeof AddressFile>;

const fileOf = (dataDirectory: string): string => join(dataDirectory, 'outcomes-address.json');

/**
 * Leaves the address in the data folder, for programs beside the server; gives what takes it away again.
 * @throws {Failure} when the folder cannot be used, or a file of that name is none of ours
 */
export function leaveAddress(dataDirectory: string, address: ServerAddress): () => void {
  const path = fileOf(dataDirectory);
  const text = JSON.stringify(address);
  inDataFolder(dataDirectory, () => {
    if (existsSync(path)) {
      // Of a server that was killed; it is empty if that was while it wrote.
      const leftOver = readFileSync(path, 'utf8');
      if (leftOver !== '' && !v.is(AddressFile, leftOver)) throw notOurs(path);
      rmSync(path);
    }
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  });
  // Another server may have left its own meanwhile.
  return () => {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) rmSync(path);
  };
}

/** The address that a server left in its data folder; `undefined` where there is none. */
export function findAddress(dataDirectory: string): ServerAddress | undefined {
  try {
    return v.parse(AddressFile, readFileSync(fileOf(dataDirectory), 'utf8'));
  } catch {
    return undefined;
  }
}
