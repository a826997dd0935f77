import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OutcomesAddress } from './address-file.ts';
import { makeToken } from './callback-token.ts';

/** A local server in a process of its own. */
export interface OwnServer extends OutcomesAddress {
  readonly baseUrl: string;
  readonly token: string;
  close(): Promise<void>;
}

/** What an own server may be given besides its policy. */
export interface OwnServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Told every line that it prints. */
  readonly onLine?: (line: string) => void;
}

const PROGRAM = fileURLToPath(new URL('../local.ts', import.meta.url));
const LISTENS = /listens on (http:\/\/\S+)/;
const TABLE = /table\s+(\S+) at (http:\/\/\S+)/;

/**
 * Starts `bin/local.ts` as another process, with a policy and an empty data folder
 * of its own, on a free port. It tells where it is in its first lines.
 * @throws {Error} with what it printed, when it does not start
 */
export async function startOwnServer(
  policy: unknown,
  { environment = {}, onLine }: OwnServerOptions = {},
): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
  const policyFile = join(folder, 'recovery.json');
  writeFileSync(policyFile, JSON.stringify(policy));
  const token = makeToken();
  const own = { PORT: '0', DATA_DIR: folder, RECOVERY_FILE: policyFile, CALLBACK_TOKEN: token };
  const defaults = { OUTCOMES_TABLE: '', AWS_ENDPOINT_URL_DYNAMODB: '', FALLBACK_QUEUE_URL: '' };
  const env = { ...process.env, ...defaults, ...own, ...environment };
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<undefined>((resolve) => child.once('close', () => resolve(undefined)));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const printed: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const lines = createInterface(child.stdout);
  const started = new Promise<OwnServer>((resolve) => {
    let baseUrl: string | undefined;
    const look = (line: string): void => {
      printed.push(line);
      baseUrl ??= LISTENS.exec(line)?.[1];
      const [, tableName, endpoint] = TABLE.exec(line) ?? [];
      if (!baseUrl || !tableName || !endpoint) return;
      lines.off('line', look);
      resolve({ baseUrl, token, tableName, endpoint, close });
    };
    lines.on('line', look);
    // Its log must be read also where nobody wants it, or it stops.
    if (onLine) lines.on('line', onLine);
  });
  const server = await Promise.race([started, ended]);
  if (server) return server;
  await close();
  throw new Error(`the local server did not start: ${printed.join('\n').trim()}`);
}

/** Local servers in processes of their own, one for each policy. */
export interface OwnServers {
  forPolicy(policy: unknown): Promise<OwnServer>;
  close(): Promise<void>;
}

/** Starts servers as they are needed; callers with the same policy share one. */
export function ownServers(): OwnServers {
  const servers = new Map<string, Promise<OwnServer>>();
  return {
    forPolicy: (policy) => {
      const key = JSON.stringify(policy);
      const server = servers.get(key) ?? startOwnServer(policy);
      servers.set(key, server);
      return server;
    },
    close: async () => {
      for (const server of await Promise.allSettled(servers.values())) {
        if (server.status === 'fulfilled') await server.value.close();
      }
    },
  };
}
