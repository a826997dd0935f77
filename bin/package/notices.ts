import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[-.].*)?$/i;

/** The folder of an installed package, also of one inside another, that a source file is in. */
const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The folders below the project of the packages whose code is in what was built. */
export function bundledPackages(built: readonly Metafile[]): string[] {
  const files = built
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
  // Paths of the functions are seen from their folder.
  const folders = files.flatMap((file) => PACKAGE_FOLDER.exec(file)?.[0].replace(/^(?:\.\.\/)+/, '') ?? []);
  return [...new Set(folders)].sort();
}

/**
 * The notices of the third parties whose code is in the package, each with the texts that its own package has.
 * @throws {Error} naming a package that has neither a text nor the name of a licence
 */
export function thirdPartyNotices(built: readonly Metafile[], project: string): string {
  const notices = bundledPackages(built).map((folder) => {
    const path = join(project, folder);
    const {
      name,
      version,
      license: named,
      author,
    } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    // Older packages have an object of it.
    const license = named?.type ?? named;
    const texts = readdirSync(path)
      .filter((file) => LICENCE_FILE.test(file))
      .sort()
      .map((file) => readFileSync(join(path, file), 'utf8').trim());
    if (texts.length === 0 && typeof license !== 'string')
      throw new Error(`${folder} is in the package, and has no licence`);
    const writer = typeof author === 'object' ? author.name : author;
    const from = texts.length === 0 && writer !== undefined ? [`Copyright ${writer}`] : [];
    return [`${name} ${version} (${license})`, ...from, ...texts].join('\n\n');
  });
  const intro = 'The functions and programs of this package contain code of the packages below.';
  return `${[intro, ...notices].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}
