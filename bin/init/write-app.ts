import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Failure } from '../usage/usage-error.ts';
import { appFiles } from './app-files.ts';

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
 * Writes a CDK app into a folder, all of it or nothing.
 * @returns the names of the files
 * @throws {Failure} when one of them is there already, or CDK is not installed
 */
export function writeApp(folder: string): string[] {
  const files = appFiles(recommendedFlags(folder));
  const names = Object.keys(files);
  const present = names.filter((name) => existsSync(join(folder, name)));
  if (present.length > 0)
    throw new Failure(
      `${present.join(', ')} ${present.length === 1 ? 'is' : 'are'} here already. Nothing was written: choose another folder.`,
    );
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { flag: 'wx' });
  return names;
}
