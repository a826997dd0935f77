import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile } from 'esbuild';

const FUNCTIONS = fileURLToPath(new URL('../functions', import.meta.url));

/** The clients of AWS, needed when a first try has failed, by the names of `imports` in functions/package.json. */
const LATE_MODULES = ['client-put', 'client-send'];

/** The folder of {@link LATE_MODULES} and their chunks among the built functions. */
export const LATE_FOLDER = 'late';

/** The module `#policy` of a built function: it exports from the name that `bundleFunction` declares in front of it. */
const POLICY_MODULE = 'export const { policy, policyHash, safeAnswer } = BUNDLED_POLICY;';

/** How a function is built. */
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
  // Node 24 has them, though esbuild does not know; else a large one of valibot, which nobody uses, could not be left out.
  supported: { 'regexp-unicode-property-escapes': true },
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Builds all functions, each as one file that lacks only its policy, and apart from them the modules that
 * only failure needs: what those share with the functions would else be in chunks that are read at every
 * start (docs/adr/005). The same sources give the same bytes wherever they are.
 * @param outdir absolute; receives `<name>.mjs` for each function, and {@link LATE_FOLDER}
 * @returns what is in each file that was built
 * @throws when a source file does not compile
 */
export function buildFunctions(outdir: string): Metafile[] {
  // Asked for only here: the package, whose functions are built, does without.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const names = readdirSync(FUNCTIONS).filter((name) => existsSync(join(FUNCTIONS, name, 'handler.ts')));
  const lateFiles = LATE_MODULES.map((module) => [`#${module}`, `./${module}.mjs`] as const);
  const policyModule = join(outdir, 'policy.mjs');
  mkdirSync(outdir, { recursive: true });
  writeFileSync(policyModule, POLICY_MODULE);
  const functions = buildSync({
    ...BUNDLE_OPTIONS,
    entryPoints: Object.fromEntries(names.map((name) => [name, join(FUNCTIONS, name, 'handler.ts')])),
    outdir,
    alias: { '#policy': policyModule, ...Object.fromEntries(lateFiles) },
    external: lateFiles.map(([, file]) => file),
  });
  rmSync(policyModule);
  const late = buildSync({
    ...BUNDLE_OPTIONS,
    entryPoints: LATE_MODULES.map((module) => join(FUNCTIONS, 'outcomes', `${module}.ts`)),
    outdir: join(outdir, LATE_FOLDER),
    splitting: true,
  });
  return [functions.metafile, late.metafile];
}
