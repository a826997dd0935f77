import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { buildFunctions } from '../lib/build-functions.ts';
import { program, run } from './usage/program.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(PROJECT, 'dist');

/** Bundles the programs of the package with all that they need, so that they work beside any other package. */
function buildPrograms(): void {
  buildSync({
    absWorkingDir: PROJECT,
    entryPoints: ['bin/bandwidth-call-recovery.ts'],
    inject: ['bin/package/node-20.ts'],
    outdir: join(DIST, 'bin'),
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
    logLevel: 'warning',
  });
}

await run(
  program(
    'build',
    'Builds functions and programs of the npm package into dist; tsc adds the construct.',
  ).action(() => {
    rmSync(DIST, { recursive: true, force: true });
    buildFunctions(join(DIST, 'bundles'));
    buildPrograms();
  }),
);
