import { limitDepth } from './json-value.ts';
import { OUTCOMES_TABLE } from './table.ts';

/** Fields by the name that Bandwidth gives them. */
export type Fields = Readonly<Record<string, unknown>>;

/** DynamoDB refuses an index key that is empty or longer, in bytes. */
const MAX_INDEX_KEY_BYTES = 2048;

const INDEX_KEYS: ReadonlySet<string> = new Set(
  OUTCOMES_TABLE.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
);

/** Attributes that are ours, beside the fields of the event. A field of the same name is kept with the prefix `event.`. */
export const OUR_NAMES: ReadonlySet<string> = new Set([
  'eventKey',
  'outcomeDay',
  'outcome',
  'route',
  'attempt',
  'retries',
  'destination',
  'unreadableDestination',
  'step',
  'nextDestination',
  'receivedAt',
  'expiresAt',
  'reasons',
  'body',
]);

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

const isIndexable = (value: unknown): boolean =>
  typeof value === 'string' && Buffer.byteLength(value) <= MAX_INDEX_KEY_BYTES;

/** Every field as it came, but what is absent, and nothing where it could spoil a key of ours. */
export const keptFields = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => !isAbsent(value))
      .map(([name, value]) =>
        OUR_NAMES.has(name) || (INDEX_KEYS.has(name) && !isIndexable(value))
          ? [`event.${name}`, limitDepth(value)]
          : [name, limitDepth(value)],
      ),
  );
