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

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 §2.2 forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  // Decoded here, once and in full: the parser leaves numeric references as they are.
  processEntities: false,
  cdataPropName: '#cdata',
});

function decode(text: string): string {
  return text.replace(/&([^;]*);?/g, (reference, name: string) => {
    const digits = /^#(?:(\d+)|x([\da-f]+))$/i.exec(name);
    const point = digits ? Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] ? 10 : 16) : 0;
    const character = point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ENTITIES.get(name);
    const closed = reference.endsWith(';');
    if (!closed || character === undefined || FORBIDDEN.test(character)) {
      throw new NotWellFormed(`${reference} is not a reference of XML 1.0`);
    }
    return character;
  });
}

function element(node: Node): Element {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const contents = node[name] as Node[];
  const children = contents.filter((each) => !('#text' in each || '#cdata' in each)).map(element);
  let childAt = 0;
  const text = contents.map((each) => {
    if ('#cdata' in each) return (each['#cdata'] as Node[]).map((part) => String(part['#text'])).join('');
    return '#text' in each ? decode(String(each['#text'])) : (children[childAt++]?.text ?? '');
  });
  const attributes = Object.entries((node[':@'] ?? {}) as Record<string, string>).map(([key, value]) => {
    if (value.includes('<')) throw new NotWellFormed(`"<" in the value of ${key}`);
    return [key, decode(value)] as const;
  });
  return { name, attributes: Object.fromEntries(attributes), children, text: text.join('') };
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
  const forbidden = FORBIDDEN.exec(document);
  if (forbidden)
    throw new NotWellFormed(`character ${JSON.stringify(forbidden[0])} is not allowed in XML 1.0`);
  if (/<!DOCTYPE/i.test(document)) throw new NotWellFormed('a DOCTYPE is not BXML');
  const verdict = XMLValidator.validate(document);
  if (verdict !== true) throw new NotWellFormed(`${verdict.err.msg} (line ${verdict.err.line})`);
  if (!/>\s*$/.test(document)) throw new NotWellFormed('text after the root element');
  const [root, ...others] = nodes(document).filter(
    (node) => !('#text' in node) || String(node['#text']).trim() !== '',
  );
  if (!root || others.length > 0 || '#text' in root) throw new NotWellFormed('not exactly one root element');
  return element(root);
}
