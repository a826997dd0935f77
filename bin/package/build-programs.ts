import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles the programs of the package with all that they need, so that they work beside any other package.
 * @param outdir absolute
 * @returns what is in each file that was built
 * @throws when a source file does not compile
 */
export function buildPrograms(outdir: string): Metafile {
  return buildSync({
    absWorkingDir: PROJECT,
    entryPoints: ['bin/bandwidth-call-recovery.ts'],
    inject: ['bin/package/node-20.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    minify: true,
    // Only a checkout has it; what imports it asks for that first.
    external: ['*/embedded-dynamodb.ts'],
    metafile: true,
    logLevel: 'warning',
  }).metafile;
}
