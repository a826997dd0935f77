/** A URL that Bandwidth can call, or that can be called at Bandwidth. */
export const httpUrl = (text: string): URL | undefined =>
  /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;

/**
 * A URL that paths are put behind, without slashes at its end. `undefined` for what is no http or https URL, or has a
 * query, a fragment, credentials or braces: a path would not stand where it is meant to.
 */
export function baseUrl(text: string): string | undefined {
  const url = httpUrl(text.trim());
  if (!url || /[?#@{}]|%7[bd]/i.test(text)) return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
