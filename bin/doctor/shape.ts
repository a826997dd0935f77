import { CALLBACKS } from '../../functions/callbacks.ts';
import { OUR_NAMES } from '../../functions/outcomes/kept-fields.ts';
import { OUTCOMES } from '../../functions/recovery/outcome.ts';
import { STEP_NAMES } from '../../functions/recovery/policy.ts';
import { DOCUMENTED_EVENTS } from '../documented-events/documented-events.ts';
import { CAUSES } from '../words/codes.ts';

/** The names of fields that Bandwidth documents, and of our own: any other could itself be personal. */
const KNOWN_NAMES = new Set([...OUR_NAMES, ...Object.values(DOCUMENTED_EVENTS).flatMap(Object.keys)]);

/** Words that are nobody's. */
const KNOWN_WORDS = new Set<string>([
  ...OUTCOMES,
  ...STEP_NAMES,
  ...Object.keys(CAUSES),
  ...CALLBACKS.flatMap(({ eventTypes }) => eventTypes),
  ...['none', 'rejected', 'inbound', 'outbound', 'success', 'failure', 'complete', 'wav', 'mp3'],
]);

/** What a text may be; the first that fits says so. */
const KINDS: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'a time in UTC with milliseconds'],
  [/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)$/, 'a time'],
  [/^PT[\dHMS.]+$/, 'a duration'],
  [/^sips?:/i, 'a SIP URI'],
  [/^\+\d+$/, 'a number with +'],
  [/^https?:/i, 'a URL'],
  [/^[a-z]-[\da-f-]+$/, 'an id with a letter in front'],
  [/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i, 'a UUID'],
  [/^\d+$/, 'digits'],
];

const MOST_DEPTH = 4;

function kindOf(text: string): string {
  if (KNOWN_WORDS.has(text)) return text;
  const [, kind = 'a text'] = KINDS.find(([pattern]) => pattern.test(text)) ?? [];
  return `${kind}, ${text.length} characters`;
}

/** A code of SIP is nobody's; any other number could be. */
const isSipCode = (name: string, value: number): boolean =>
  name.endsWith('SipResponseCode') && Number.isInteger(value) && value >= 100 && value <= 699;

function shapeOf(name: string, value: unknown, depth: number): unknown {
  if (typeof value === 'string') return kindOf(value);
  if (typeof value === 'number') return isSipCode(name, value) ? value : 'a number';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return depth === MOST_DEPTH ? 'an object' : shape(value, depth + 1);
}

/**
 * The shape of a stored event: its fields by their names, and of each what kind it is. Parties, ids and texts are
 * not in it, nor names that Bandwidth does not document.
 */
export const shape = (event: object, depth = 1): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(event).map(([name, value], place) => [
      KNOWN_NAMES.has(name) ? name : `unknown ${place + 1}`,
      shapeOf(name, value, depth),
    ]),
  );
