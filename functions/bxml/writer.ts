import type { Element } from './verbs.ts';

/** Largest document that Bandwidth takes, in bytes (https://dev.bandwidth.com/docs/voice/bxml/). */
export const MAX_DOCUMENT_BYTES = 64 * 1024;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Everything outside the `Char` production of XML 1.0 §2.2; lone surrogates are gone by then. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Replaces what no XML document may contain, escaped or not, by U+FFFD. */
const onlyXmlCharacters = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '\ufffd');

/** Escapes text content; `\r` too, as parsers turn it into `\n` (XML 1.0 §2.11). */
const escapeText = (text: string): string =>
  onlyXmlCharacters(text).replace(/[&<>\r]/g, (character) => ESCAPES[character] as string);

/** Escapes an attribute value; white space too, as parsers turn it into blanks (XML 1.0 §3.3.3). */
const escapeAttribute = (text: string): string =>
  onlyXmlCharacters(text).replace(/[&<>"'\t\n\r]/g, (character) => ESCAPES[character] as string);

const writeAttributes = (attributes: Element['attributes'] = {}): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('');

function writeElement({ name, attributes, content = '' }: Element): string {
  const inner = typeof content === 'string' ? escapeText(content) : content.map(writeElement).join('');
  const start = `<${name}${writeAttributes(attributes)}`;
  return inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`;
}

/**
 * Writes a BXML document, UTF-8, without white space of its own.
 * Any text is safe in content and attributes: it comes out of a parser as it went
 * in, less the characters that XML forbids. Element and attribute names are ours.
 */
export const writeResponse = (verbs: readonly Element[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${writeElement({ name: 'Response', content: verbs })}`;
