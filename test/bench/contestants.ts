import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { bundleFunction } from '../../lib/bundle.ts';
import { readPolicyFile } from '../../lib/policy/policy-file.ts';
import { bundlePeer } from './peers.ts';
import { MEASURED_CALLBACK } from './requests.ts';
import type { BenchSettings } from './settings.ts';

/** This checkout. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The name of what this checkout bundles. */
export const OURS = 'ours';

/** A bundle that takes part. */
export interface Contestant {
  readonly name: string;
  /** The bundle, as it would be deployed. */
  readonly folder: string;
  readonly handlerUrl: string;
}

const policy = readPolicyFile(join(PROJECT, 'recovery.json'));

function contestant(name: string, workFolder: string, bundle: (folder: string) => void): Contestant {
  const folder = join(workFolder, name);
  mkdirSync(folder);
  bundle(folder);
  return { name, folder, handlerUrl: pathToFileURL(join(folder, 'handler.mjs')).href };
}

/** Bundles the functions of a checkout of this project, with its own `lib/bundle.ts`. */
export async function bundleCheckout(root: string, name: string, workFolder: string): Promise<Contestant> {
  const module = pathToFileURL(join(resolve(root), 'lib/bundle.ts')).href;
  const { bundleFunction: bundle } = (await import(module)) as { bundleFunction: typeof bundleFunction };
  return contestant(name, workFolder, (folder) => bundle(MEASURED_CALLBACK, policy, folder));
}

/** Bundles everybody: this checkout, the peers, and other checkouts to compare with, by the names of their folders. */
export async function bundleContestants(
  workFolder: string,
  { peers, against }: Pick<BenchSettings, 'peers' | 'against'>,
): Promise<readonly Contestant[]> {
  return [
    await bundleCheckout(PROJECT, OURS, workFolder),
    ...peers.map((name) => contestant(name, workFolder, (folder) => bundlePeer(name, policy, folder))),
    ...(await Promise.all(against.map((root) => bundleCheckout(root, basename(root), workFolder)))),
  ];
}

/** The size of a bundle, in bytes. */
export const deployedBytes = ({ folder }: Contestant): number =>
  readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
