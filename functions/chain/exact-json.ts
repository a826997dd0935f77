/** Above this a double does not hold every integer. */
const MAX_EXACT_DIGITS = String(2 ** 53);

/** What a text must have in it to hold a number that a double does not: many digits, or a large exponent. */
const SUSPICIOUS = /\d{16}|\de\+?\d{3}/i;

/** The texts and the numbers of a JSON document. A text that nothing ends would end with the document. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Whether a number, as it is written, is an integer above 2^53 or beyond what a double can be. */
function isInexact(token: string): boolean {
  const [, digits] = /^-?(\d+)$/.exec(token) ?? [];
  if (digits === undefined) return !token.startsWith('"') && !Number.isFinite(Number(token));
  const longer = digits.length - MAX_EXACT_DIGITS.length;
  return longer > 0 || (longer === 0 && digits > MAX_EXACT_DIGITS);
}

/**
 * Reads JSON; a number that would be rounded becomes a text of its digits. Fractions are
 * doubles as ever. Total in depth: a reviver, which is told the source too, would run out
 * of stack where `JSON.parse` alone does not.
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!SUSPICIOUS.test(text)) return value;
  return JSON.parse(text.replace(TEXT_OR_NUMBER, (token) => (isInexact(token) ? `"${token}"` : token)));
}
