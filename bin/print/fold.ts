/** The columns that everything must fit into. */
export const COLUMNS = 80;

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

/** After the last separator that fits; where there is none in the last two thirds, at the last column. */
function breakAt(line: string, columns: number): number {
  const earliest = Math.max(line.search(/\S/) + 1, Math.floor(columns / 3));
  let end = columns;
  while (end > earliest && !BREAKS.test(line[end - 1] ?? '')) end -= 1;
  return end > earliest ? end : columns;
}
