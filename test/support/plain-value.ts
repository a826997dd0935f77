import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Reads an attribute as the JSON value that it stands for; written apart from the code under test. */
export function plainValue(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL) return null;
  if (attribute.L) return attribute.L.map(plainValue);
  if (attribute.M) return plainItem(attribute.M);
  throw new Error(`an attribute of a type that we never write: ${JSON.stringify(attribute)}`);
}

export const plainItem = (attributes: Record<string, AttributeValue>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plainValue(value)]));
