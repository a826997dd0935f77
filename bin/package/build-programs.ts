import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Changes to files of others, without which a bundle of them does not run. */
const CHANGES = [
  // In a bundle there is no folder to find an ending in.
  { file: /dynalite[\\/]index\.js$/, from: /(?<=require\('\.\/\w+\/' \+ action)/g, to: " + '.js'" },
  // Node 20 has no SQLite; ours keeps the queue in memory.
  {
    file: /fauxqs[\\/]dist[\\/]persistence\.js$/,
    from: /^import .* from "node:sqlite";$/m,
    to: 'const DatabaseSync = undefined;',
  },
] as const;

/** @throws {Error} where a file of others has nothing left to change */
const CHANGE_OTHERS: Plugin = {
  name: 'change-others',
  setup({ onLoad }) {
    for (const { file, from, to } of CHANGES)
      onLoad({ filter: file }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (text.search(from) < 0) throw new Error(`${path} is another: see ${file} in build-programs.ts`);
        return { contents: text.replace(from, to) };
      });
  },
};

/**
 * Bundles the programs of the package with all that they need, so that they work beside any other package.
 * @param outdir absolute
 * @returns what is in each file that was built
 * @throws when a source file does not compile
 */
export async function buildPrograms(outdir: string): Promise<Metafile> {
  cpSync(join(PROJECT, 'bin/console/page'), join(outdir, 'page'), {
    recursive: true,
    filter: (file) => !file.endsWith('.json'),
  });
  const { metafile } = await build({
    absWorkingDir: PROJECT,
    entryPoints: {
      'bandwidth-call-recovery': 'bin/bandwidth-call-recovery.ts',
      'function-worker': 'bin/local/function-worker.ts',
    },
    plugins: [CHANGE_OTHERS],
    inject: ['bin/package/node-20.ts'],
    alias: { level: './bin/package/level.ts' },
    // What is written for `require` asks for Node's own modules by it.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
