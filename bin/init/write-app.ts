import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withIgnored } from '../app-folder/git-ignore.ts';
import { Failure } from '../usage/usage-error.ts';
import { appFiles, IGNORED, OTHER_FILES } from './app-files.ts';
import { withScripts } from './with-scripts.ts';

/** The feature flags that `cdk init` would write, of the CDK that is installed here. */
function recommendedFlags(folder: string): object {
  try {
    const file = createRequire(join(folder, 'app.mjs')).resolve('aws-cdk-lib/recommended-feature-flags.json');
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (cause) {
    throw new Failure(
      'aws-cdk-lib is not installed in this folder. Install the package first: npm install bandwidth-call-recovery',
      { cause },
    );
  }
}

/**
 * Writes a CDK app into a folder, all of it or nothing. What else is there, such as a README, stays;
 * `.gitignore` and `package.json` get what they lack.
 * @returns the names of the files that are new or changed
 * @throws {Failure} when a file that makes the app is there already, or CDK is not installed
 */
export function writeApp(folder: string): string[] {
  const textOf = (name: string): string | undefined =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;
  // First: nothing is found beside a package.json that cannot be read.
  const packageJson = withScripts(textOf('package.json'));
  const made = appFiles(recommendedFlags(folder));
  const present = Object.keys(made).filter((name) => existsSync(join(folder, name)));
  if (present.length > 0)
    throw new Failure(
      `${present.join(', ')} ${present.length === 1 ? 'is' : 'are'} here already. Nothing was written: choose another folder.`,
    );
  const files = Object.entries({
    ...made,
    ...Object.fromEntries(Object.entries(OTHER_FILES).map(([name, text]) => [name, textOf(name) ?? text])),
    '.gitignore': withIgnored(textOf('.gitignore') ?? '', IGNORED),
    'package.json': packageJson,
  }).filter(([name, text]) => text !== textOf(name));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return files.map(([name]) => name);
}
