import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { say } from './progress.ts';
import { preparePython, pythonProgram } from './python.ts';

const HOST = '127.0.0.1';
const START_SECONDS = 30;

/** What the emulator takes without doing it; the templates are asserted for each of these in `npm test`. */
const NOT_EXERCISED =
  'not exercised: rights (IAM lets everybody do everything), the canary of prod (no CodeDeploy), alarms, health checks, throttling, expiry';

/** The Node that runs this program also runs the functions: that of the project, as in Lambda. */
const PATH = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts ministack, an emulator of AWS, on a free port of the loopback interface with a folder of its own, and
 * makes every AWS SDK and CDK of this run use it: no account, no profile, no secret.
 * @returns what stops it
 * @throws {Error} with its log, when it does not answer within 30 seconds
 */
export default async function startEmulator(project: TestProject): Promise<() => Promise<void>> {
  await preparePython();
  const port = await freePort();
  const endpoint = `http://${HOST}:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'deploy-test-'));
  const logFile = join(folder, 'ministack.log');
  const log = openSync(logFile, 'w');
  const child = spawn(pythonProgram('ministack'), [], {
    cwd: folder,
    stdio: ['ignore', log, log],
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
  const kill = () => child.kill();
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    kill();
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(late);
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  };
  const giveUpAt = Date.now() + START_SECONDS * 1000;
  while (!(await fetch(`${endpoint}/_ministack/health`).catch(() => undefined))?.ok) {
    if (child.exitCode === null && Date.now() < giveUpAt) await sleep(200);
    else {
      const said = readFileSync(logFile, 'utf8');
      await stop();
      throw new Error(`the emulator did not start within ${START_SECONDS} s:\n${said}`);
    }
  }
  delete process.env.AWS_PROFILE;
  Object.assign(process.env, {
    PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  });
  project.provide('emulator', { endpoint, logFile });
  say(`ministack on ${endpoint}`);
  say(NOT_EXERCISED);
  return stop;
}
