import { asciiLength, beginning, jsonText, MOST_ESCAPED_CHARACTERS } from './json-value.ts';
import { INDEX_KEYS, type KeptField } from './kept-fields.ts';
import { OUTCOMES_TABLE } from './table.ts';

/**
 * Most that an item takes as JSON in ASCII, in characters. A message of SQS and a line of the log
 * hold 256 KB, with what is around it, and an item of DynamoDB 400 KB.
 */
export const MAX_ITEM_CHARACTERS = 100 * 1024;

/** An event has some 30 fields. With more than these no object is made to measure it: copying 100,000 takes 0.3 s. */
const MANY_FIELDS = 1000;

/** Characters that a cut field keeps at least, with its name. Where that is still too much, fields are left out. */
const MIN_CUT_CHARACTERS = 1024;

/** Limits of `cut`, which names the cut fields: how many names, characters of each, and characters of them all. */
const MAX_TOLD_NAMES = 10;
const MAX_TOLD_NAME_CHARACTERS = 100;
const TOLD_CHARACTERS = 2000;

/** The attributes that are never cut: the keys of the table and of its indexes. */
const KEYS: ReadonlySet<string> = new Set([
  OUTCOMES_TABLE.partitionKey,
  OUTCOMES_TABLE.sortKey,
  ...INDEX_KEYS,
]);

/** The fields that an index shows. */
const PROJECTED: readonly string[] = OUTCOMES_TABLE.indexes.flatMap(({ projected }) => projected);

const lengthOf = (name: string, value: unknown): number =>
  asciiLength(name) + asciiLength(value) + ':,'.length;

function toldNames(names: readonly string[]): string[] {
  const told = names.slice(0, MAX_TOLD_NAMES).map((name) => beginning(name, MAX_TOLD_NAME_CHARACTERS));
  const more = names.length - told.length;
  return more > 0 ? [...told, `and ${more} more`] : told;
}

/**
 * Cuts the largest fields until all fit into so many characters. A cut field becomes text and keeps its
 * beginning. Where that is not enough, the largest are left out, except those that are needed.
 */
function cutFields(fields: readonly KeptField[], maxCharacters: number, needed: ReadonlySet<string>) {
  const entries = fields.map(([name, value]) => ({ name, value, length: lengthOf(name, value) }));
  let excess = entries.reduce((sum, { length }) => sum + length, 0) - maxCharacters;
  const cut = new Set<string>();
  const leftOut = new Set<object>();
  const cuttable = excess > 0 ? entries.filter(({ name }) => !KEYS.has(name)) : [];
  if (excess > 0) excess += TOLD_CHARACTERS;
  for (const entry of cuttable.sort((one, other) => other.length - one.length)) {
    if (excess <= 0 || entry.length <= MIN_CUT_CHARACTERS) break;
    const { name, value, length } = entry;
    const room = Math.max(MIN_CUT_CHARACTERS, length - excess) - lengthOf(name, '');
    entry.value = beginning(typeof value === 'string' ? value : jsonText(value), room);
    entry.length = lengthOf(name, entry.value);
    excess -= length - entry.length;
    cut.add(name);
  }
  for (const entry of cuttable.sort((one, other) => other.length - one.length)) {
    if (excess <= 0) break;
    if (needed.has(entry.name)) continue;
    leftOut.add(entry);
    excess -= entry.length;
    cut.add(entry.name);
  }
  const kept = entries.filter((entry) => !leftOut.has(entry)).map(({ name, value }) => [name, value]);
  return { kept: Object.fromEntries(kept), cut: [...cut] };
}

/**
 * Makes an item of our own attributes and the fields of its event. Cuts the longest until the item has at most
 * {@link MAX_ITEM_CHARACTERS}, and names them in `cut`. Keys stay whole. Our attributes, the fields that an index
 * shows and those that are `known` are never left out.
 */
export function fittedItem<Ours extends Readonly<Record<string, unknown>>>(
  ours: Ours,
  fields: readonly KeptField[],
  known: readonly string[] = [],
): Readonly<Record<string, unknown>> & Ours {
  if (fields.length <= MANY_FIELDS) {
    const item = { ...Object.fromEntries(fields), ...ours };
    if (jsonText(item).length * MOST_ESCAPED_CHARACTERS <= MAX_ITEM_CHARACTERS) return item;
  }
  const all = [...fields.filter(([name]) => !Object.hasOwn(ours, name)), ...Object.entries(ours)];
  const needed = new Set([...PROJECTED, ...known, ...Object.keys(ours)]);
  const { kept, cut } = cutFields(all, MAX_ITEM_CHARACTERS - '{}'.length, needed);
  return { ...(kept as Ours), ...(cut.length > 0 && { cut: toldNames(cut) }) };
}
