const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads a time in ISO 8601 as UTC with milliseconds, so that times sort as texts
 * and the same moment is always the same key; `undefined` for everything else.
 */
export function utcTime(value: unknown): string | undefined {
  if (typeof value !== 'string' || !ISO_8601.test(value)) return undefined;
  const epochMilliseconds = Date.parse(value);
  return Number.isNaN(epochMilliseconds) ? undefined : new Date(epochMilliseconds).toISOString();
}
