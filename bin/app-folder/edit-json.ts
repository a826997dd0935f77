import { applyEdits, type JSONPath, modify } from 'jsonc-parser';

/** Indentation and line ends as the file has them. */
const formattingOf = (text: string) => {
  const [, indent = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol };
};

/** The text of a JSON file with one value set; every other character stays as it is. */
export const editJson = (text: string, path: JSONPath, value: unknown): string =>
  applyEdits(text, modify(text, path, value, { formattingOptions: formattingOf(text) }));
