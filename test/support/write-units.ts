import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';

type Item = Readonly<Record<string, AttributeValue>>;

const bytes = (text: string): number => Buffer.byteLength(text);

/**
 * Size of a value as AWS bills it
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return bytes(value.S);
  // "About one byte for two significant digits, and one": rounded up, with another for a sign.
  if (value.N !== undefined) return Math.ceil(value.N.replace(/\D/g, '').length / 2) + 2;
  if (value.L) return 3 + value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 0);
  if (value.M) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  return 1;
}

const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + valueBytes(value), 0);

const only = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));

/** One unit for each begun KB. */
const units = (item: Item): number => Math.max(1, Math.ceil(itemBytes(item) / 1024));

/** Write units of the table, and of each index that takes the item: one that has both keys. */
export function writeUnits(item: Item): Readonly<Record<string, number>> {
  const { partitionKey, sortKey, indexes } = OUTCOMES_TABLE;
  const entries = indexes
    .filter((index) => index.partitionKey in item && index.sortKey in item)
    .map((index) => {
      const keys = [partitionKey, sortKey, index.partitionKey, index.sortKey];
      return [index.name, units(only(item, [...keys, ...index.projected]))] as const;
    });
  return { table: units(item), ...Object.fromEntries(entries) };
}
