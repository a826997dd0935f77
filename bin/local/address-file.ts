import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running local server keeps its outcomes. */
export interface OutcomesAddress {
  readonly endpoint: string;
  readonly tableName: string;
}

const FILE = 'outcomes-address.json';

/** Leaves the address in the data folder, for programs beside the server; gives what takes it away again. */
export function leaveAddress(dataDirectory: string, address: OutcomesAddress): () => void {
  const path = join(dataDirectory, FILE);
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(path, JSON.stringify(address));
  return () => rmSync(path, { force: true });
}

/** The address that a server left in its data folder; `undefined` where there is none. */
export function findAddress(dataDirectory: string): OutcomesAddress | undefined {
  try {
    const { endpoint, tableName } = JSON.parse(readFileSync(join(dataDirectory, FILE), 'utf8'));
    return endpoint && tableName ? { endpoint, tableName } : undefined;
  } catch {
    return undefined;
  }
}
