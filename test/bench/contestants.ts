import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { BUNDLE_OPTIONS } from '../../lib/build-functions.ts';
import type { bundleFunction } from '../../lib/bundle.ts';
import { readPolicyFile } from '../../lib/policy/policy-file.ts';
import { buildPrograms, phase } from './processes.ts';
import { MEASURED_CALLBACK } from './requests.ts';

/** This checkout. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The name of what this checkout bundles. */
export const OURS = 'ours';

/** What our bundle is compared with; each is a file of `peers`. */
const PEER_NAMES = ['floor', 'conventional'] as const;

/** A bundle that takes part. */
export interface Contestant {
  readonly name: string;
  /** The bundle as it would be deployed, in a folder of the work folder. */
  readonly folder: string;
}

/** What a run does; `npm run bench -- --help` describes it. */
export interface BenchSettings {
  /** Fresh processes of each contestant. */
  readonly rounds: number;
  /** Callbacks of each warm process. */
  readonly callbacks: number;
  /** Folders of other checkouts that take part. */
  readonly against: readonly string[];
}

const PEERS = fileURLToPath(new URL('peers', import.meta.url));
const policy = readPolicyFile(join(PROJECT, 'recovery.json'));

/** X-Ray's SDK is CommonJS: in an ES module it needs a `require` (the advice of Powertools). */
const REQUIRE_BANNER =
  "import { createRequire as benchCreateRequire } from 'node:module'; const require = benchCreateRequire(import.meta.url);";

/** Installs what a folder under `test/bench` locks, unless it is in place. Nothing else of ours needs it. */
export function installPackages(folder: string, withScripts = false): void {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules', '.installed-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  phase('installing packages of the benchmark, once');
  const options = ['--no-audit', '--no-fund', ...(withScripts ? [] : ['--ignore-scripts'])];
  execFileSync('npm', ['ci', ...options], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(stamp, lock);
}

function contestant(name: string, workFolder: string): Contestant {
  const folder = join(workFolder, name);
  mkdirSync(folder);
  return { name, folder };
}

function bundlePeer(name: string, workFolder: string): Contestant {
  const policyModule = join(workFolder, `${name}-policy.json`);
  writeFileSync(policyModule, JSON.stringify({ policy }));
  const peer = contestant(name, workFolder);
  buildSync({
    // Also the usual ones of NodejsFunction: ES module, SDK inside, minified.
    ...BUNDLE_OPTIONS,
    logLevel: 'error',
    entryPoints: { handler: join(PEERS, `${name}.ts`) },
    outdir: peer.folder,
    alias: { '#policy': policyModule },
    ...(name !== 'floor' && { banner: { js: REQUIRE_BANNER } }),
  });
  return peer;
}

/** Bundles the functions of a checkout of this project, with its own `lib/bundle.ts`. */
async function bundleCheckout(root: string, name: string, workFolder: string): Promise<Contestant> {
  const module = pathToFileURL(join(resolve(root), 'lib/bundle.ts')).href;
  const { bundleFunction: bundle } = (await import(module)) as { bundleFunction: typeof bundleFunction };
  const checkout = contestant(name, workFolder);
  bundle(MEASURED_CALLBACK, policy, checkout.folder);
  return checkout;
}

/** Bundles this checkout, and builds the programs that measure it. */
export function bundleOurs(workFolder: string): Promise<Contestant> {
  buildPrograms(workFolder);
  return bundleCheckout(PROJECT, OURS, workFolder);
}

/** Bundles everybody: this checkout, the peers, and other checkouts by the names of their folders. */
export async function bundleContestants(
  workFolder: string,
  { against }: BenchSettings,
): Promise<readonly Contestant[]> {
  phase('bundling');
  installPackages(PEERS);
  return [
    await bundleOurs(workFolder),
    ...PEER_NAMES.map((name) => bundlePeer(name, workFolder)),
    ...(await Promise.all(against.map((root) => bundleCheckout(root, basename(root), workFolder)))),
  ];
}
