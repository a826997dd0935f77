/** Objects of JSON that stand in a text one after another, and what is before, between and after them. */
export interface JsonObjects {
  readonly objects: readonly unknown[];
  readonly before: string;
  readonly between: readonly string[];
  readonly after: string;
}

/** Where the object ends that begins there; -1 where it does not. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let isString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (isString) {
      if (character === '\\') index += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

/** Parses JSON; `undefined` for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads every object of a text; `undefined` where there is none, or one that is not whole. */
export function jsonObjects(text: string): JsonObjects | undefined {
  const objects: unknown[] = [];
  const between: string[] = [];
  let start = text.indexOf('{');
  const before = text.slice(0, start);
  while (start >= 0) {
    const end = endOf(text, start);
    const object = end < 0 ? undefined : parseJson(text.slice(start, end));
    if (object === undefined) return undefined;
    objects.push(object);
    start = text.indexOf('{', end);
    if (start < 0) return { objects, before, between, after: text.slice(end) };
    between.push(text.slice(end, start));
  }
  return undefined;
}
