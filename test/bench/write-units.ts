import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';

type Item = Readonly<Record<string, AttributeValue>>;

const UNIT_BYTES = 1024;

/** Two digits a byte, one for the exponent, one more for a sign. */
const numberBytes = (digits: string): number =>
  Math.ceil(digits.replace(/^-|\.|^0+|0+$/g, '').length / 2) + 1 + (digits.startsWith('-') ? 1 : 0);

/** The size of a value as DynamoDB counts it (docs: "DynamoDB Item sizes and formats"). */
function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.L !== undefined) return value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  return 1;
}

/** The size of an item as DynamoDB counts it: its names and its values. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const units = (item: Item): number => Math.max(1, Math.ceil(itemBytes(item) / UNIT_BYTES));

const pick = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));

/** The write units that the indexes of the outcomes table add to a new item: one by one, where it has their keys. */
export function indexWriteUnits(item: Item): number {
  const tableKeys = [OUTCOMES_TABLE.partitionKey, OUTCOMES_TABLE.sortKey];
  return OUTCOMES_TABLE.indexes
    .filter(({ partitionKey, sortKey }) => item[partitionKey] && item[sortKey])
    .reduce(
      (sum, { partitionKey, sortKey, projected }) =>
        sum + units(pick(item, [...tableKeys, partitionKey, sortKey, ...projected])),
      0,
    );
}
