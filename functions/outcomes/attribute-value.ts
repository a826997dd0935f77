import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { hash32 } from './hash32.ts';
import { jsonText, MAX_DEPTH } from './json-value.ts';

/** Longer names are cut; DynamoDB takes 64 KB, and no event of Bandwidth's comes near this, in characters. */
const MAX_NAME_CHARACTERS = 255;

/** Numbers that DynamoDB takes: 38 digits, magnitudes from 1e-130 to below 1e126. */
const isStorable = (number: number): boolean =>
  number === 0 || (Math.abs(number) >= 1e-130 && Math.abs(number) < 9.99e125);

/**
 * Writes any JSON value as a DynamoDB attribute. Total: a number that DynamoDB
 * refuses, or a value nested too deep, becomes text, so that no field a stranger
 * sends can make the write of an outcome fail.
 */
export function toAttributeValue(value: unknown, depth = 0): AttributeValue {
  if (typeof value === 'string') return { S: value.toWellFormed() };
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'number') return isStorable(value) ? { N: String(value) } : { S: String(value) };
  if (value === null || value === undefined) return { NULL: true };
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return { S: jsonText(value) };
  if (Array.isArray(value)) return { L: value.map((each) => toAttributeValue(each, depth + 1)) };
  return { M: toAttributeMap(value, depth + 1) };
}

function toAttributeName(name: string): string {
  if (name === '' || name === '__proto__') return `event.${name}`;
  if (name.length <= MAX_NAME_CHARACTERS) return name.toWellFormed();
  return `${name.slice(0, MAX_NAME_CHARACTERS).toWellFormed()}…${hash32(name)}`;
}

/** Writes an object as attributes by name. Names that no attribute can have are changed. */
export const toAttributeMap = (object: object, depth = 0): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [toAttributeName(name), toAttributeValue(value, depth)]),
  );
