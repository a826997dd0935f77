import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import type { Policy } from '../../functions/recovery/policy.ts';

/** The folder of the peers. */
export const PEERS = fileURLToPath(new URL('./peers', import.meta.url));

/** The peers: what our bundle is compared with. */
export const PEER_NAMES = ['floor', 'conventional', 'express'] as const;

/** One of {@link PEER_NAMES}. */
export type PeerName = (typeof PEER_NAMES)[number];

/** X-Ray's SDK and express are CommonJS: in an ES module they need a `require` (the advice of Powertools). */
const REQUIRE_BANNER =
  "import { createRequire as benchCreateRequire } from 'node:module'; const require = benchCreateRequire(import.meta.url);";

/** The usual settings of NodejsFunction: one file, ES module, SDK inside, minified. */
const USUAL_SETTINGS: BuildOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  logLevel: 'error',
};

/** Bundles a peer into an existing folder as `handler.mjs`. */
export function bundlePeer(name: PeerName, policy: Policy, folder: string): void {
  const policyModule = join(folder, '..', `${name}-policy.json`);
  writeFileSync(policyModule, JSON.stringify({ policy }));
  buildSync({
    ...USUAL_SETTINGS,
    entryPoints: { handler: join(PEERS, `${name}.ts`) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    alias: { '#policy': policyModule },
    ...(name !== 'floor' && { banner: { js: REQUIRE_BANNER } }),
  });
}
