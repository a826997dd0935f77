/** Above this a double does not hold every integer. */
const MAX_EXACT_DIGITS = String(2 ** 53);

/** How many digits in a row may be a number that a double does not hold, and how a large exponent looks. */
const MANY_DIGITS = 16;
const LARGE_EXPONENT = /\de\+?\d{3}/i;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Whether many digits stand in a row: then one of them is the 16th, 32nd … character, and only these are looked at. */
function hasManyDigits(text: string): boolean {
  for (let at = MANY_DIGITS - 1; at < text.length; at += MANY_DIGITS) {
    let first = at;
    while (isDigit(text.charCodeAt(first))) first -= 1;
    let behind = at;
    while (isDigit(text.charCodeAt(behind))) behind += 1;
    if (behind - first > MANY_DIGITS) return true;
  }
  return false;
}

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
 * Reads JSON, and keeps each integer that a double would round, and each number beyond its range, as the text that
 * stands there. Fractions stay doubles. `JSON.parse` gets no reviver, which would run out of stack in a
 * document that is nested deeply.
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!hasManyDigits(text) && !LARGE_EXPONENT.test(text)) return value;
  return JSON.parse(text.replace(TEXT_OR_NUMBER, (token) => (isInexact(token) ? `"${token}"` : token)));
}
