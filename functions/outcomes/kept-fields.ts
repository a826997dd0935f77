import { utcTime } from '../recovery/event-time.ts';
import { limitDepth } from './json-value.ts';
import { OUTCOMES_TABLE } from './table.ts';

/** Fields by the name that Bandwidth gives them. */
export type Fields = Readonly<Record<string, unknown>>;

/** The keys of the indexes. */
export const INDEX_KEYS: ReadonlySet<string> = new Set(
  OUTCOMES_TABLE.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
);

/** Attributes that are ours, beside the fields of the event. A field of the same name is kept with the prefix `event.`. */
export const OUR_NAMES: ReadonlySet<string> = new Set([
  'eventKey',
  'outcomeDay',
  'outcome',
  'caller',
  'route',
  'attempt',
  'retries',
  'destination',
  'unreadableDestination',
  'confirm',
  'context',
  'menu',
  'menus',
  'accepted',
  'step',
  'policy',
  'nextDestination',
  'receivedAt',
  'expiresAt',
  'reasons',
  'body',
  'undated',
  'cut',
]);

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Tells a name of an event such as Bandwidth's: keys are made of it, and events tell it. */
export const isEventType = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z]{1,64}$/.test(value);

/** Tells a field that would spoil a key, or an event that is told, by its value. */
const isSpoilt = (name: string, value: unknown): boolean =>
  (name === 'eventTime' && utcTime(value) === undefined) || (name === 'eventType' && !isEventType(value));

/** The name of a field in the item: another where it is that of an attribute of ours, or its value would spoil one. */
const keptName = (name: string, value: unknown): string =>
  OUR_NAMES.has(name) || isSpoilt(name, value) ? `event.${name}` : name;

/** A field under the name that it has in the item. */
export type KeptField = readonly [name: string, value: unknown];

/** Every field as it came, but what is absent, and nothing where it could spoil a key of ours. */
export const keptFields = (fields: Fields): KeptField[] =>
  Object.entries(fields)
    .filter(([, value]) => !isAbsent(value))
    .map(([name, value]) => [keptName(name, value), limitDepth(value)]);
