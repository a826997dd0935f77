import { isOutcomeItem, type OutcomeItem } from '../../../functions/outcomes/item.ts';

/** An item that was read from a log. */
export type LoggedItem = OutcomeItem;

/** What the line of an outcome that is in the log alone says; functions/callback/record.ts writes it. */
const MARK = 'outcome not stored';

/** How deep a line may be wrapped in others: CloudWatch puts it as text into its own. */
const MAX_WRAPPINGS = 4;

/** A text of JSON somewhere in a line. */
const JSON_TEXT = /"(?:[^"\\]|\\.)*"/g;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The items in a value that was read: the line itself, or one that wraps it as an object or as text. */
function itemsIn(value: unknown, wrappings: number): OutcomeItem[] {
  if (typeof value === 'string') return wrappings > 0 ? loggedItems(value, wrappings - 1) : [];
  if (typeof value !== 'object' || value === null) return [];
  if ('message' in value && value.message === MARK && 'item' in value)
    return isOutcomeItem(value.item) ? [value.item] : [];
  return Object.values(value).flatMap((each) => (wrappings > 0 ? itemsIn(each, wrappings - 1) : []));
}

/** From the first brace to the last: before it there may be a timestamp, after it a comma. */
const object = (line: string): unknown => parse(line.slice(line.indexOf('{'), line.lastIndexOf('}') + 1));

/**
 * The items that a line of a log holds: as the function wrote it, behind a timestamp, within the
 * line of an export (`"message": "{…}"`), or in a cell of CSV.
 */
export function loggedItems(line: string, wrappings = MAX_WRAPPINGS): OutcomeItem[] {
  if (!line.includes(MARK)) return [];
  const whole = itemsIn(object(line), wrappings);
  if (whole.length > 0) return whole;
  const texts = line.match(JSON_TEXT)?.flatMap((text) => itemsIn(parse(text), wrappings)) ?? [];
  return texts.length > 0 || !line.includes('""')
    ? texts
    : itemsIn(object(line.replaceAll('""', '"')), wrappings);
}

/** Tells a line that should hold an item. */
export const isMarked = (line: string): boolean => line.includes(MARK);
