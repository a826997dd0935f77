import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { PolicyError, parsePolicy } from '../../../lib/policy/parse.ts';

const schema = readFileSync(new URL('../../../docs/recovery.schema.json', import.meta.url), 'utf8');

/** Reads a policy as an editor does. An unknown keyword or a pattern that is wrong in Unicode mode is an error of the schema. */
export const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(JSON.parse(schema));

/** The error that a policy is refused with. */
export function refused(input: unknown, year?: number): PolicyError {
  try {
    parsePolicy(input, year);
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error('the policy was taken');
}

/** The same of a mistake that an editor shows as well. */
export function refusedByBoth(input: unknown): PolicyError {
  if (validate(input)) throw new Error('the schema took the policy');
  return refused(input);
}
