import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Reads an attribute as JSON; a number that JavaScript cannot hold stays as its digits. */
function plainValue(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return exactNumber(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.L) return attribute.L.map(plainValue);
  if (attribute.M) return plainItem(attribute.M);
  return null;
}

function exactNumber(digits: string): number | string {
  const number = Number(digits);
  if (!/^-?\d+$/.test(digits) || String(number) === digits) return number;
  return BigInt(digits) === BigInt(number) ? number : digits;
}

/** Reads attributes as plain values; of the types that our items have, so neither sets nor binary. */
export const plainItem = (attributes: Readonly<Record<string, AttributeValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plainValue(value)]));
