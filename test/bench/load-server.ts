import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../bin/local/dynamodb-client.ts';
import { PROJECT } from './contestants.ts';
import type { ServerReport } from './load-probe.ts';
import { nextMessage } from './processes.ts';
import { TOKEN } from './requests.ts';

const PROBE = new URL('load-probe.ts', import.meta.url).href;

/** The environment less what would make the server another one. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:AWS_|OUTCOME|RECOVERY_FILE|NODE_OPTIONS)/.test(name),
    ),
  );

async function countCalls(endpoint: string, tableName: string): Promise<ReadonlyMap<string, number>> {
  const client = dynamoDbClient(endpoint);
  const stored = new Map<string, number>();
  const pages = paginateScan({ client }, { TableName: tableName, ProjectionExpression: 'callId' });
  for await (const { Items = [] } of pages)
    for (const { callId } of Items) stored.set(callId?.S ?? '', (stored.get(callId?.S ?? '') ?? 0) + 1);
  client.destroy();
  return stored;
}

/** Starts `npm start` in a process of its own, with a port, data and a token of its own, and a probe inside. */
export async function startServer(workFolder: string) {
  const child = spawn(process.execPath, ['--import', PROBE, 'bin/local.ts', '--json'], {
    cwd: PROJECT,
    env: { ...plainEnvironment(), PORT: '0', DATA_DIR: join(workFolder, 'data'), CALLBACK_TOKEN: TOKEN },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const logged = new Set<string>();
  const queued = new Set<string>();
  const started = Promise.withResolvers<{ baseUrl: string; tableName: string; endpoint: string }>();
  createInterface({ input: child.stdout as Readable }).on('line', (line) => {
    if (line.includes('"local server started"')) started.resolve(JSON.parse(line));
    const callId = /"callId":"([^"]+)"/.exec(line)?.[1] ?? '';
    if (line.includes('outcome not stored')) logged.add(callId);
    if (line.includes('outcome queued')) queued.add(callId);
  });
  child.once('exit', () => started.reject(new Error('the local server did not start')));
  const { baseUrl, endpoint, tableName } = await started.promise;
  return {
    baseUrl,
    /** Calls whose outcome was not stored but written whole to the log. */
    logged: logged as ReadonlySet<string>,
    /** Calls whose outcome went to the queue, from which it is stored a little later. */
    queued: queued as ReadonlySet<string>,
    /** How often each call is in the table. */
    storedCalls: () => countCalls(endpoint, tableName),
    report(): Promise<ServerReport> {
      child.send('report');
      return nextMessage<ServerReport>(child);
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}
