import { styleText } from 'node:util';

/** The columns of what stands beside other things: the banner, the log, the demo. */
export const COLUMNS = 80;

/** The columns of a report that has the terminal to itself. */
export const REPORT_COLUMNS = 100;

/** After these a long line is broken, if it can be. */
const BREAKS = /[\s;,/?&]/;

/** Breaks lines that are too long, for reading: what follows is indented further. */
export function fold(text: string, columns: number = COLUMNS): string {
  return text
    .split('\n')
    .flatMap((line) => foldLine(line, columns))
    .join('\n');
}

function foldLine(line: string, columns: number): string[] {
  const indent = `${/^ */.exec(line)?.[0] ?? ''}    `;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const end = breakAt(rest, columns);
    lines.push(rest.slice(0, end).trimEnd());
    rest = indent + rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

/**
 * After the last blank of the second half, so that a URL in a sentence stays whole; else after the last separator of
 * the last two thirds, or at the last column.
 */
function breakAt(line: string, columns: number): number {
  const begin = line.search(/\S/) + 1;
  const blank = line.slice(0, columns).lastIndexOf(' ') + 1;
  if (blank > Math.max(begin, columns / 2)) return blank;
  const earliest = Math.max(begin, Math.floor(columns / 3));
  let end = columns;
  while (end > earliest && !BREAKS.test(line[end - 1] ?? '')) end -= 1;
  return end > earliest ? end : columns;
}

const LABEL_COLUMNS = 10;

/** A label, and its text beside it in as many lines as it takes. */
export const block = (label: string, text: string, columns: number = COLUMNS): string =>
  fold(text, columns - LABEL_COLUMNS)
    .split('\n')
    .map((line, index) => `${styleText('dim', (index === 0 ? label : '').padEnd(LABEL_COLUMNS))}${line}`)
    .map((line) => line.trimEnd())
    .join('\n');
