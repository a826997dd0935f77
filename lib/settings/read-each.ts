import { didYouMean } from '../policy/nearest-word.ts';
import type { ReadValue } from './read-value.ts';
import { SettingError } from './setting-error.ts';
import { isOfDeployment, wrong } from './wrong-value.ts';

/** A reader for each setting. */
export type Readers<Values> = { readonly [name in keyof Values]: ReadValue<Values[name]> };

/** CDK's own keys carry a colon, a slash or a dash: `@aws-cdk/core:…`, `vpc-provider:…`. */
const isOurs = (name: string): boolean => /^[\w.]+$/.test(name);

/** Whether a value has others by their names, and is known at synth. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isOfDeployment(value);

/**
 * Reads every value that is given by the reader of its name, and adds what is wrong to `mistakes`;
 * a wrong value is there, but undefined.
 * @param path where the object of values is, with a dot at its end; empty at the top
 * @param alsoAllowed names that are read elsewhere
 */
export function readEach<Values>(
  given: unknown,
  path: string,
  readers: Readers<Values>,
  mistakes: string[],
  alsoAllowed: readonly string[] = [],
): Partial<Values> {
  if (given === undefined) return {};
  if (!isObject(given)) {
    mistakes.push(wrong(path.slice(0, -1), 'an object of settings', given).message);
    return {};
  }
  const settings = Object.keys(readers);
  const allowed = [...settings, ...alsoAllowed];
  const read: [string, unknown][] = [];
  for (const [name, found] of Object.entries(given)) {
    try {
      if (Object.hasOwn(readers, name)) {
        if (found !== undefined) read.push([name, readers[name as keyof Values](path + name, found)]);
      } else if (isOurs(name) && !allowed.includes(name)) {
        mistakes.push(
          `unknown setting ${path}${name}: the settings are ${settings.join(', ')}${didYouMean(name, allowed)}`,
        );
      }
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      mistakes.push(error.message);
      read.push([name, undefined]);
    }
  }
  return Object.fromEntries(read) as Partial<Values>;
}
