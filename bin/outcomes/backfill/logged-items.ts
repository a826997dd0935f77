import { isOutcomeItem, type OutcomeItem } from '../../../functions/outcomes/item.ts';

/** The message of the log line of an outcome that is in the log alone; functions/chain/record.ts writes it. */
export const MARK = 'outcome not stored';

/** How deep a line may be wrapped in others: CloudWatch puts it as text into its own. */
const MAX_WRAPPINGS = 4;

/** The members of an export under which a line stands whole. */
const MESSAGES = ['message', '@message'];

/**
 * The members of an export that are lists of lines: of `filter-log-events`, of a subscription, and of
 * `get-query-results`
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html).
 */
const LISTS = ['events', 'logEvents', 'results'];

/** A line that says it holds an item, and does not. */
export const UNREADABLE = 'unreadable';

/** An item of a log, or a line of it that should hold one. */
type Seen = OutcomeItem | typeof UNREADABLE;

/**
 * The texts that may stand before and after the JSON of a line, in any number: times, numbers, streams, groups,
 * levels. Words may not: they are somebody's text, and so is the JSON behind them.
 */
const BESIDE = /^(?:[^\s{}"',]*\d[^\s{}"',]*|[A-Z]+|[\w.-]*\/[\w./$[\]#-]*|[|[\]])$/;

const isBeside = (text: string): boolean =>
  text.split(/[\s,]+/).every((word) => word === '' || BESIDE.test(word));

/** The same for cells of CSV, which may be quoted. */
const areBeside = (cells: string): boolean => isBeside(cells.replaceAll('"', ''));

/** The line that a member of an export holds: as text, or as the object that was read from it. */
const inMessage = (value: unknown, wrappings: number): Seen[] =>
  typeof value === 'string' ? inLine(value, wrappings) : inValue(value, wrappings);

/**
 * The items of a value that was read. Only its own `item` counts, and only the members that hold lines are
 * looked into: everything else may be text that a caller wrote.
 */
function inValue(value: unknown, wrappings: number): Seen[] {
  if (wrappings < 0 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => inValue(each, wrappings));
  const members = value as Readonly<Record<string, unknown>>;
  if (members.message === MARK) return [isOutcomeItem(members.item) ? members.item : UNREADABLE];
  const name = MESSAGES.find((each) => each in members);
  if (name !== undefined) return inMessage(members[name], wrappings - 1);
  if (MESSAGES.some((each) => each === members.field)) return inMessage(members.value, wrappings - 1);
  return LISTS.flatMap((list) => (Array.isArray(members[list]) ? inValue(members[list], wrappings) : []));
}

/** The cell of a row without a header: the only one that is no time, number or stream. */
function cellIn(line: string): string | undefined {
  const [, before = '', cell, after = ''] =
    /^([^{]*?)"(\{""[^"]*(?:""[^"]*)*)(?:"(?!")(.*))?$/s.exec(line) ?? [];
  return cell !== undefined && areBeside(before) && areBeside(after) ? cell.replaceAll('""', '"') : undefined;
}

/** Parses JSON; `undefined` for anything else. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the object ends that begins there; -1 where it does not. */
function endOf(text: string, start: number): number {
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/gs;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '{') depth += 1;
    if (token[0] === '}') depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return -1;
}

/**
 * The objects of JSON that stand in a text one after another, and what is beside them; `undefined` where
 * there is none, or one that is not whole.
 */
function jsonObjects(text: string): { objects: unknown[]; beside: string[] } | undefined {
  const objects: unknown[] = [];
  const beside: string[] = [];
  let end = 0;
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', end)) {
    beside.push(text.slice(end, start));
    end = endOf(text, start);
    const object = end < 0 ? undefined : parseJson(text.slice(start, end));
    if (object === undefined) return undefined;
    objects.push(object);
  }
  return objects.length > 0 ? { objects, beside: [...beside, text.slice(end)] } : undefined;
}

function inLine(line: string, wrappings: number): Seen[] {
  if (!line.includes(MARK)) return [];
  if (wrappings < 0) return [UNREADABLE];
  const text = line.replace(/^\uFEFF/, '').trim();
  // One line of an indented export.
  const member = /^"@?message"\s*:/.test(text) ? parseJson(`{${text.replace(/,$/, '')}}`) : undefined;
  const whole = member ?? (/^[[{]/.test(text) ? parseJson(text.replace(/,$/, '')) : undefined);
  if (whole !== undefined) return inValue(whole, wrappings);
  const cell = cellIn(text);
  if (cell !== undefined) return inLine(cell, wrappings - 1);
  const read = jsonObjects(text);
  if (!read?.beside.every(isBeside)) return [UNREADABLE];
  return inValue(read.objects, wrappings);
}

/**
 * Finds the items in a line of a log: as the function wrote it, behind a timestamp, within the line of an export
 * (`"message": "{…}"`), in a cell of CSV, or several of these in one.
 */
export const seenIn = (line: string): Seen[] => inLine(line, MAX_WRAPPINGS);
