import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

/**
 * A call id of the documented shape, such as `c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d`,
 * the same for the same name. A hash and no {@link Random}, whose 32 bits would give
 * two calls of a long run the same id.
 */
export const callIdentifier = (name: string): string =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, 'c-$1-$2-$3-$4-$5-$6');

/** An error id of the documented shape: a UUID. */
export const errorIdentifier = (random: Random): string =>
  'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'.replaceAll('x', () => random.integer(0, 15).toString(16));
