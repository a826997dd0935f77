/** Nesting that is kept as it is. DynamoDB takes 32 levels, our own included. */
export const MAX_DEPTH = 16;

/** Writes a value as JSON. Total: what is nested deeper than the stack holds is told instead. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'nested too deep to be kept';
  }
}

/** A value with everything below our depth as JSON text, so that it can be stored and logged. */
export function limitDepth(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return jsonText(value);
  if (Array.isArray(value)) return value.map((each) => limitDepth(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, limitDepth(each, depth + 1)]));
}
