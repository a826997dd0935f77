import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.ts';
import { pythonProgram } from './python.ts';

/** A running emulator of AWS. */
export interface Ministack {
  readonly port: number;
  readonly endpoint: string;
  /** What makes SDK and CDK use it: no account, no profile, no secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** The last lines of its log. */
  log(): string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const START_SECONDS = 30;

/** The Node that runs this program also runs the functions: that of the project, as in Lambda. */
export const PATH = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Starts the emulator on a free port of the loopback interface, with a folder of its own.
 * @throws {Failure} with its log, when it does not answer within 30 seconds
 */
export async function startMinistack(): Promise<Ministack> {
  const port = await freePort();
  const endpoint = `http://${HOST}:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'deploy-test-'));
  const logFile = join(folder, 'ministack.log');
  const output = await open(logFile, 'w');
  const child = spawn(pythonProgram('ministack'), [], {
    cwd: folder,
    stdio: ['ignore', output.fd, output.fd],
    env: {
      PATH,
      HOME: folder,
      TMPDIR: folder,
      BIND_HOST: HOST,
      GATEWAY_PORT: String(port),
      LAMBDA_EXECUTOR: 'local',
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
    },
  });
  const exited = once(child, 'exit');
  // Ctrl-C must not leave it running.
  const quit = (): never => {
    child.kill('SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', quit).once('SIGTERM', quit);
  const log = (): string => readFileSync(logFile, 'utf8').trim().split('\n').slice(-20).join('\n');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(late);
    process.off('SIGINT', quit).off('SIGTERM', quit);
    await output.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const giveUpAt = Date.now() + START_SECONDS * 1000;
  while (!(await answers(`${endpoint}/_ministack/health`))) {
    if (child.exitCode === null && Date.now() < giveUpAt) await sleep(200);
    else {
      const said = log();
      await close();
      throw new Failure(`the emulator did not start within ${START_SECONDS} s:\n${said}`);
    }
  }
  const environment = {
    PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  return { port, endpoint, environment, log, close };
}
