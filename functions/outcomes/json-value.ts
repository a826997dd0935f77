/** Nesting that is kept as it is. DynamoDB takes 32 levels, our own included. */
export const MAX_DEPTH = 16;

/** Writes a value as JSON. Total: for what is nested deeper than the stack holds there is a placeholder. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '"nested too deep to be kept"';
  }
}

/** Writes a value as JSON in ASCII alone, as total as {@link jsonText}. */
export const asciiJson = (value: unknown): string =>
  jsonText(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** How many characters {@link asciiJson} writes, without writing them. */
export function asciiLength(value: unknown): number {
  const json = jsonText(value);
  let { length } = json;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) length += MOST_ESCAPED_CHARACTERS - 1;
  }
  return length;
}

/** Most characters that {@link asciiJson} writes for one of a text. */
export const MOST_ESCAPED_CHARACTERS = 6;

/** As much of the beginning of a text as {@link asciiJson} writes in so many characters, quotes not counted. */
export function beginning(text: string, maxCharacters: number): string {
  let characters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    characters +=
      code < 0x20 || code > 0x7e ? MOST_ESCAPED_CHARACTERS : code === 0x22 || code === 0x5c ? 2 : 1;
    if (characters > maxCharacters) return text.slice(0, at).replace(/[\ud800-\udbff]$/, '');
  }
  return text;
}

/** A value with everything below our depth as JSON text, so that it can be stored and logged. */
export function limitDepth(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return jsonText(value);
  if (Array.isArray(value)) return value.map((each) => limitDepth(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, limitDepth(each, depth + 1)]));
}
