/** The files of tokens, those that are being written too. */
export const TOKEN_FILES = 'callback-token-*.txt*';

/** A folder is the same with or without slashes around it. */
const meaning = (line: string): string => line.trim().replace(/^\/|\/$/g, '');

/** The text of a `.gitignore` that also has these lines; what is there stays as it is. */
export function withIgnored(text: string, lines: readonly string[]): string {
  const known = text.split('\n').map(meaning);
  const missing = lines.filter((line) => !known.includes(meaning(line)));
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return missing.length === 0 ? text : `${start}${missing.join('\n')}\n`;
}
