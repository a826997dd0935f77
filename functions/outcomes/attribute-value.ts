import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** DynamoDB nests 32 deep and we stay well below; what is deeper is kept as JSON text. */
const MAX_DEPTH = 16;

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
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return { S: JSON.stringify(value) ?? String(value) };
  if (Array.isArray(value)) return { L: value.map((each) => toAttributeValue(each, depth + 1)) };
  return { M: toAttributeMap(value, depth + 1) };
}

/** Writes an object as attributes by name. Names that no attribute can have get a prefix. */
export const toAttributeMap = (object: object, depth = 0): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name === '' || name === '__proto__' ? `event.${name}` : name.toWellFormed(),
      toAttributeValue(value, depth),
    ]),
  );
