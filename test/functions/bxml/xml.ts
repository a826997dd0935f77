import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element as an independent parser sees it. */
export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly ParsedElement[];
}

type Node = Record<string, unknown> & { ':@'?: Record<string, string>; '#text'?: string };

// fast-xml-parser reads numeric references only along with HTML's.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  htmlEntities: true,
  processEntities: true,
});

function toElement(node: Node): ParsedElement {
  const [name] = Object.keys(node).filter((key) => key !== ':@') as [string];
  const inner = node[name] as Node[];
  return {
    name,
    attributes: node[':@'] ?? {},
    text: inner.map((child) => child['#text'] ?? '').join(''),
    children: inner.filter((child) => child['#text'] === undefined).map(toElement),
  };
}

/** Reads a document with a parser that is not ours; throws when it is not well formed. */
export function parseXml(document: string): ParsedElement {
  const valid = XMLValidator.validate(document);
  if (valid !== true) throw new Error(`${valid.err.msg} in ${document}`);
  const [root, ...more] = parser.parse(document) as Node[];
  if (!root || more.length > 0) throw new Error(`not one root element in ${document}`);
  return toElement(root);
}

/** The names of all elements, depth first. */
export const elementNames = ({ name, children }: ParsedElement): string[] => [
  name,
  ...children.flatMap(elementNames),
];
