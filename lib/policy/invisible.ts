/** Characters that nobody sees: blanks other than the space, marks of direction, joiners, fillers, tags. */
const INVISIBLE = /(?! )[\p{Z}\p{Cf}\p{DI}\u2800]/gu;

/** A character that is seen or heard. */
const VISIBLE = /[^\s\p{Z}\p{C}\p{DI}\u2800]/u;

/** Tells whether there is anything to see in a text. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Tells whether a text holds a character that nobody sees. */
export const hasInvisible = (text: string): boolean => text.search(INVISIBLE) >= 0;

/** A text with spaces for its blanks, none around it, and without whatever else nobody sees. */
export const withoutInvisible = (text: string): string =>
  text
    .replace(/[\s\p{Z}]/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(INVISIBLE, '')
    .trim();

/** A text in which invisible characters are written as `\u{202a}`; control characters stay. */
export const showInvisible = (text: string): string =>
  text.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** The same, and so for control characters: a line that is one, whatever a file has in it. */
export const showControls = (text: string): string =>
  showInvisible(text).replace(/\p{Cc}/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
