import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { makeToken } from '../../bin/data-folder/callback-token.ts';
import { startLocalServer } from '../../bin/local/server.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { startProgram } from '../bin/program.ts';

/** A local server. */
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

/**
 * Starts `bin/local.ts` with a policy and an empty data folder of its own, on a free port.
 * @throws {Error} with what it printed, when it does not start
 */
export async function startOwnServer(policy: unknown, options: OwnServerOptions = {}): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'own-server-'));
  const policyFile = join(folder, 'recovery.json');
  writeFileSync(policyFile, JSON.stringify(policy));
  const token = makeToken();
  const own = { PORT: '0', DATA_DIR: folder, RECOVERY_FILE: policyFile, CALLBACK_TOKEN: token };
  const environment = { ...own, FALLBACK_QUEUE_URL: '', ...options.environment };
  const { child, ended, stderr } = startProgram('local.ts', environment, ['--json']);
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const started = Promise.withResolvers<string>();
  createInterface(child.stdout as Readable).on('line', (line) => {
    options.onLine?.(line);
    if (line.includes('"local server started"')) started.resolve(line);
  });
  const line = await Promise.race([started.promise, ended]);
  if (typeof line === 'string') return { ...JSON.parse(line), token, close };
  await close();
  throw new Error(`the local server did not start: ${stderr().trim()}`);
}

/** Local servers in this process, each with a database in memory; callers with the same policy share one. */
export function ownServers() {
  const servers = new Map<string, Promise<OwnServer>>();
  return {
    forPolicy(policy: unknown): Promise<OwnServer> {
      const key = JSON.stringify(policy);
      const settings = { port: 0, tableName: 'outcomes', dataDirectory: undefined };
      const server =
        servers.get(key) ??
        startLocalServer({ ...settings, token: makeToken(), policy: parsePolicy(policy) });
      servers.set(key, server);
      return server;
    },
    async close(): Promise<void> {
      for (const server of await Promise.allSettled(servers.values()))
        if (server.status === 'fulfilled') await server.value.close();
    },
  };
}
