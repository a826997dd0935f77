import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One XML element: enough of a document to execute it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** The element's own text, and that of the elements in it. */
  readonly text: string;
}

/** Thrown for a document that is not well-formed XML 1.0. */
export class NotWellFormed extends Error {}

type Node = Record<string, unknown>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 §2.2 forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Where `&` and `<` may stand as they are. */
const LITERAL = /<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>/gs;

const TAG = /<\/?[^\s<>"'=]+(?:\s+[^\s<>"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>/g;

const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d+|x[\da-fA-F]+));|&/g;

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  // Numeric references too; other names than those of XML are refused before.
  htmlEntities: true,
});

const isCharacter = (point: number): boolean =>
  point > 0 && point <= 0x10ffff && !FORBIDDEN.test(String.fromCodePoint(point));

/** Finds a mistake that the library lets pass and XML 1.0 does not. */
function mistakeIn(document: string): string | undefined {
  const forbidden = FORBIDDEN.exec(document);
  if (forbidden) return `character ${JSON.stringify(forbidden[0])} is not allowed in XML 1.0`;
  if (/<!DOCTYPE/i.test(document)) return 'a DOCTYPE is not BXML';
  const text = document.replace(LITERAL, '');
  for (const [reference, name, digits] of text.matchAll(REFERENCE))
    if (!name && !isCharacter(Number(`0${digits}`))) return `${reference} is not a reference of XML 1.0`;
  return text.replace(TAG, '').includes('<') ? '"<" in the value of an attribute' : undefined;
}

function element(node: Node): Element {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const contents = (node[name] as Node[]).map((each) => ('#text' in each ? each['#text'] : element(each)));
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    children: contents.filter((each) => typeof each !== 'string') as Element[],
    text: contents.map((each) => (typeof each === 'string' ? each : (each as Element).text)).join(''),
  };
}

/** The library throws for names such as `constructor`, which it thinks dangerous. */
function nodes(document: string): Node[] {
  try {
    return PARSER.parse(document) as Node[];
  } catch (error) {
    throw new NotWellFormed((error as Error).message);
  }
}

/**
 * Reads a document's root element. Stricter than the library, which lets
 * forbidden characters, unknown entities and a second root pass.
 * @throws {NotWellFormed}
 */
export function parseXml(document: string): Element {
  const verdict = XMLValidator.validate(document);
  if (verdict !== true) throw new NotWellFormed(`${verdict.err.msg} (line ${verdict.err.line})`);
  const mistake = mistakeIn(document);
  if (mistake) throw new NotWellFormed(mistake);
  if (!/>\s*$/.test(document)) throw new NotWellFormed('text after the root element');
  const [root, ...others] = nodes(document).filter((node) => !('#text' in node));
  if (!root || others.length > 0) throw new NotWellFormed('not exactly one root element');
  return element(root);
}
