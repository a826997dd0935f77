import { type Element, NotWellFormed, parseXml } from '../bxml/element.ts';

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An element over several lines; an opening tag that is too wide gets a line per attribute. */
function elementLines({ name, attributes, children, text }: Element, columns: number): string[] {
  const pairs = Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`);
  const inside = children.flatMap((child) => elementLines(child, columns - 2)).map((line) => `  ${line}`);
  const end = children.length === 0 && text === '' ? '/>' : '>';
  const wide = [`<${name}`, ...pairs].join(' ') + end;
  const opening =
    wide.length <= columns ? [wide] : [`<${name}`, ...pairs.flatMap((pair) => wrap(`    ${pair}`, columns))];
  if (opening.length > 1) opening.push(opening.pop() + end);
  if (end === '/>') return opening;
  const spoken = children.reduce((rest, child) => rest.replace(child.text, ''), text).trim() !== '';
  if (children.length > 0 && !spoken) return [...opening, ...inside, `</${name}>`];
  const one = `${opening.at(-1)}${escapeXml(text)}</${name}>`;
  return [...opening.slice(0, -1), ...(one.length <= columns ? [one] : wrap(one, columns))];
}

/** Breaks a line at spaces and in URLs at what separates; what has neither stays whole. */
export function wrap(text: string, columns: number): string[] {
  const indent = `${/^ */.exec(text)?.[0]}  `;
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/(?<=\S )|(?<=,|%2C)|(?=\?)|(?=&(?!lt;|gt;))/)) {
    if (line.trim() !== '' && line.length + piece.trimEnd().length > columns) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += piece;
  }
  return [...lines, line];
}

/** A document indented; one that cannot be read as it came, its beginning at least. */
export function bxmlLines(document: string, columns: number): string[] {
  try {
    return elementLines(parseXml(document), columns);
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    return wrap(document.slice(0, 400).replace(/\s+/g, ' '), columns);
  }
}
