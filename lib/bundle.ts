import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import { safeAnswer } from '../functions/bxml/document.ts';
import type { Policy } from '../functions/recovery/policy.ts';

const FUNCTIONS = fileURLToPath(new URL('../functions', import.meta.url));

/** The file in a bundle that Lambda loads, without its ending, and the export it calls. */
export const BUNDLE_HANDLER = 'handler.handler';

/** The clients of AWS, needed when a first try has failed, by the names of package.json's `imports`. */
const LATE_MODULES = ['client-put', 'client-send'];

/** How a function is bundled. */
export const BUNDLE_OPTIONS = {
  // Names of chunks are hashes of paths from here: not from where the command happens to run.
  absWorkingDir: FUNCTIONS,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Bundles one function into a folder, with the policy inside: nothing is read or
 * parsed per callback, and local server, tests and deployment run the same code.
 * The modules that only failure needs are built apart: what they share with the
 * handler would else be put into chunks that are read at every start (docs/adr/005).
 * @param name the folder under `functions/` that holds its `handler.ts`
 * @param outdir an existing folder, absolute; receives `handler.mjs`, the late modules and their chunks
 * @throws when a source file does not compile
 */
export function bundleFunction(name: string, policy: Policy, outdir: string): void {
  const policyModule = join(outdir, 'policy.json');
  writeFileSync(policyModule, JSON.stringify({ policy, safeAnswer: safeAnswer(policy) }));
  const lateFiles = LATE_MODULES.map((module) => [`#${module}`, `./${module}.mjs`] as const);
  buildSync({
    ...BUNDLE_OPTIONS,
    entryPoints: { handler: join(FUNCTIONS, name, 'handler.ts') },
    outdir,
    alias: { '#policy': policyModule, ...Object.fromEntries(lateFiles) },
    external: lateFiles.map(([, file]) => file),
  });
  rmSync(policyModule);
  buildSync({
    ...BUNDLE_OPTIONS,
    entryPoints: LATE_MODULES.map((module) => join(FUNCTIONS, 'outcomes', `${module}.ts`)),
    outdir,
    splitting: true,
  });
}
