import { createRequire } from 'node:module';
import { join } from 'node:path';
import { IS_CHECKOUT } from '../../lib/checkout.ts';

const NAME = 'classic-level';

/** Installs the store: native code for each system, of which the package would be several megabytes larger. */
export const INSTALL_STORE = `npm install --save-dev ${NAME}@3`;

const ofThisFolder = createRequire(join(process.cwd(), 'package.json'));

/** Loads LevelDB from the folder in which a program runs. */
export const storeOnDisk = (): unknown => ofThisFolder(NAME);

/** Whether the embedded DynamoDB can keep its data: a checkout has the store, a user of the package installs it. */
export function hasStoreOnDisk(): boolean {
  if (IS_CHECKOUT) return true;
  try {
    return ofThisFolder.resolve(NAME) !== '';
  } catch {
    return false;
  }
}
