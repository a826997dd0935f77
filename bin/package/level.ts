import { storeOnDisk } from '../local/store-on-disk.ts';

/** In the place of LevelDB, for the embedded DynamoDB of the package. */
export function Level(...given: [path: string, options: object]): unknown {
  const { ClassicLevel } = storeOnDisk() as { ClassicLevel: new (...given: unknown[]) => unknown };
  return new ClassicLevel(...given);
}
