import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { PROJECT } from '../contestants.ts';
import type { ServerReport } from '../process/load-probe.ts';
import { nextMessage } from '../processes.ts';
import { TOKEN } from '../requests.ts';

/** The local server under load, in a process of its own. */
export interface LoadedServer {
  readonly baseUrl: string;
  readonly dynamoDbEndpoint: string;
  readonly tableName: string;
  /** Calls whose outcome was not stored but written whole to the log. */
  readonly loggedCalls: ReadonlySet<string>;
  /** Calls whose outcome went to the queue, from which it is stored a little later. */
  readonly queuedCalls: ReadonlySet<string>;
  report(): Promise<ServerReport>;
  stop(): Promise<void>;
}

const BASE_URL = /listens on (http:\S+)/;
const TABLE = /^\s*table\s+(\S+) at (http:\S+)/;
const NOT_STORED = /outcome not stored/;
const QUEUED = /outcome queued/;
const CALL_ID = /"callId":"([^"]+)"/;

/** The environment less what would make the server another one. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:AWS_|OUTCOME|RECOVERY_FILE|NODE_OPTIONS)/.test(name),
    ),
  );

/** Starts `bin/local.ts` with a port, data and a token of its own, and a probe inside. */
export async function startServer(workFolder: string): Promise<LoadedServer> {
  const child = spawn(process.execPath, ['--import', join(workFolder, 'load-probe.mjs'), 'bin/local.ts'], {
    cwd: PROJECT,
    env: { ...plainEnvironment(), PORT: '0', DATA_DIR: join(workFolder, 'data'), CALLBACK_TOKEN: TOKEN },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const loggedCalls = new Set<string>();
  const queuedCalls = new Set<string>();
  const started = Promise.withResolvers<{ baseUrl: string; tableName: string; dynamoDbEndpoint: string }>();
  let baseUrl = '';
  createInterface({ input: child.stdout as Readable }).on('line', (line) => {
    baseUrl ||= BASE_URL.exec(line)?.[1] ?? '';
    const [, tableName, dynamoDbEndpoint] = TABLE.exec(line) ?? [];
    if (tableName && dynamoDbEndpoint) started.resolve({ baseUrl, tableName, dynamoDbEndpoint });
    if (NOT_STORED.test(line)) loggedCalls.add(CALL_ID.exec(line)?.[1] ?? '');
    if (QUEUED.test(line)) queuedCalls.add(CALL_ID.exec(line)?.[1] ?? '');
  });
  child.once('exit', () => started.reject(new Error('the local server did not start')));
  return {
    ...(await started.promise),
    loggedCalls,
    queuedCalls,
    async report() {
      child.send('report');
      return nextMessage<ServerReport>(child);
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
