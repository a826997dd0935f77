import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { safeAnswer } from '../functions/bxml/answer.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { withRouteIndex } from '../functions/recovery/route-index.ts';

const FUNCTIONS = fileURLToPath(new URL('../functions', import.meta.url));

/** The file in a bundle that Lambda loads, without its ending, and the export it calls. */
export const BUNDLE_HANDLER = 'handler.handler';

/** Fewer routes are looked through as fast as they are looked up. */
const MIN_INDEXED_ROUTES = 50;

/** The policy as it lies in a bundle. */
export const bundledPolicy = (policy: Policy): Policy =>
  policy.routes.length < MIN_INDEXED_ROUTES ? policy : withRouteIndex(policy);

/**
 * Bundles one function into a folder, with the policy inside: nothing is read or
 * parsed per callback, and local server, tests and deployment run the same code.
 * Splitting keeps what is imported lazily (the credential providers of the AWS
 * SDK, above all) out of the start-up path: half the import time of one file.
 * @param name the folder under `functions/` that holds its `handler.ts`
 * @param outdir an existing folder; receives `handler.mjs` and its chunks
 * @throws when a source file does not compile
 */
export function bundleFunction(name: string, policy: Policy, outdir: string): void {
  const policyModule = join(outdir, 'policy.json');
  writeFileSync(
    policyModule,
    JSON.stringify({ policy: bundledPolicy(policy), safeAnswer: safeAnswer(policy) }),
  );
  buildSync({
    entryPoints: { handler: join(FUNCTIONS, name, 'handler.ts') },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    alias: { '#policy': policyModule },
    logLevel: 'warning',
  });
  rmSync(policyModule);
}
