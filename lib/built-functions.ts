import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from './build-functions.ts';
import { IS_CHECKOUT } from './checkout.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where `npm run build` puts the functions of the package, seen from its `dist/lib`. */
const PACKAGED = at('../bundles');

/** Where a checkout keeps what it built, in a folder for each state of its sources. */
const CACHE = at('../node_modules/.cache/functions');

/** The list of installed packages with versions and digests, written by npm. */
const INSTALLED = at('../node_modules/.package-lock.json');

/** Tells sources from any others: not by times, which a copy or another branch sets anew. About 5 ms. */
function digestOfSources(): string {
  const folder = at('../functions');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ts$/.test(file),
  );
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  hash.update(readFileSync(at('build-functions.ts')));
  if (existsSync(INSTALLED)) hash.update(readFileSync(INSTALLED));
  return hash.digest('hex').slice(0, 16);
}

/** Builds aside, and puts the whole in place: of programs that build at once, the first does. */
function build(digest: string): void {
  mkdirSync(CACHE, { recursive: true });
  const aside = mkdtempSync(join(CACHE, 'building-'));
  try {
    buildFunctions(aside);
    renameSync(aside, join(CACHE, digest));
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(join(CACHE, digest))) throw error;
  }
  for (const other of readdirSync(CACHE))
    if (other !== digest && !other.startsWith('building-'))
      rmSync(join(CACHE, other), { recursive: true, force: true });
}

/**
 * The folder of the built functions. A checkout builds them when its sources, or what is installed, are
 * others than at the last time; that takes a second.
 * @throws when a source file does not compile
 */
export function builtFunctions(): string {
  if (!IS_CHECKOUT) return PACKAGED;
  const digest = digestOfSources();
  const folder = join(CACHE, digest);
  if (!existsSync(folder)) build(digest);
  return folder;
}
