import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import { PROJECT } from './contestants.ts';
import { TOKEN } from './requests.ts';

/** The environment less what would make the server another one. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:AWS_|OUTCOME|RECOVERY_FILE|NODE_OPTIONS)/.test(name),
    ),
  );

async function callsIn(endpoint: string, tableName: string): Promise<ReadonlySet<string>> {
  const client = dynamoDbClient(endpoint);
  const stored = new Set<string>();
  const pages = paginateScan({ client }, { TableName: tableName, ProjectionExpression: 'callId' });
  for await (const { Items = [] } of pages) for (const { callId } of Items) stored.add(callId?.S ?? '');
  client.destroy();
  return stored;
}

/** Starts `npm start` in a process of its own, with a port, data and a token of its own. */
export async function startServer(workFolder: string) {
  const child = spawn(process.execPath, ['bin/local.ts', '--json'], {
    cwd: PROJECT,
    env: { ...plainEnvironment(), PORT: '0', DATA_DIR: join(workFolder, 'data'), CALLBACK_TOKEN: TOKEN },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const logged = new Set<string>();
  const started = Promise.withResolvers<{ baseUrl: string; tableName: string; endpoint: string }>();
  createInterface({ input: child.stdout as Readable }).on('line', (line) => {
    if (line.includes('"local server started"')) started.resolve(JSON.parse(line));
    const callId = /"callId":"([^"]+)"/.exec(line)?.[1] ?? '';
    if (line.includes('outcome not stored')) logged.add(callId);
  });
  child.once('exit', () => started.reject(new Error('the local server did not start')));
  const { baseUrl, endpoint, tableName } = await started.promise;
  return {
    baseUrl,
    /** Calls whose outcome was not stored but written whole to the log. */
    logged: logged as ReadonlySet<string>,
    /** The calls that are in the table. */
    storedCalls: () => callsIn(endpoint, tableName),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}
