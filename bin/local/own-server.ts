import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeToken } from './callback-token.ts';

/** A local server in a process of its own. */
export interface OwnServer {
  readonly baseUrl: string;
  readonly endpoint: string;
  readonly tableName: string;
  readonly token: string;
  close(): Promise<void>;
}

/** What an own server may be given besides its policy. */
export interface OwnServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Told every line of its log, each a JSON object. */
  readonly onLine?: (line: string) => void;
}

const PROGRAM = fileURLToPath(new URL('../local.ts', import.meta.url));

/** Variables of this process that would make the server another one. */
const UNSET = { OUTCOMES_TABLE: '', AWS_ENDPOINT_URL_DYNAMODB: '', FALLBACK_QUEUE_URL: '', PUBLIC_URL: '' };

/**
 * Starts `bin/local.ts` as another process, with a policy and an empty data folder
 * of its own, on a free port. A line of its log tells where it is.
 * @throws {Error} with what it printed, when it does not start
 */
export async function startOwnServer(
  policy: unknown,
  { environment = {}, onLine = () => undefined }: OwnServerOptions = {},
): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
  const policyFile = join(folder, 'recovery.json');
  writeFileSync(policyFile, JSON.stringify(policy));
  const token = makeToken();
  const own = { PORT: '0', DATA_DIR: folder, RECOVERY_FILE: policyFile, CALLBACK_TOKEN: token };
  const env = { ...process.env, ...UNSET, ...own, ...environment };
  const child = spawn(process.execPath, [PROGRAM, '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<undefined>((resolve) => child.once('close', () => resolve(undefined)));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk;
  });
  // Its log must be read also where nobody wants it, or it stops.
  const lines = createInterface(child.stdout).on('line', onLine);
  const started = new Promise<string>((resolve) => {
    lines.on('line', (text) => text.includes('"local server started"') && resolve(text));
  });
  const line = await Promise.race([started, ended]);
  if (line) return { ...(JSON.parse(line) as Omit<OwnServer, 'token' | 'close'>), token, close };
  await close();
  throw new Error(`the local server did not start: ${complaints.trim()}`);
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
