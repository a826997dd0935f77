import { element } from './element.js';

/** Declarations, tags with their attributes, and the text between. */
const PIECES =
  /<\?[^>]*>|<\/?[\w:.-]+|\/?>|[\w:.-]+(?=\s*=\s*["'])|"[^"<>]*"|'[^'<>]*'|[^<>"'\w]+|\w+|[\s\S]/g;

/** @param {string} piece */
function kindOf(piece) {
  if (piece.startsWith('<?')) return 'declaration';
  if (/^<|^\/?>$/.test(piece)) return 'tag';
  return /^["']/.test(piece) ? 'value' : 'name';
}

/**
 * A BXML document with its parts coloured. What is coloured wrongly still shows as it is.
 * @param {string} document
 */
export function bxmlBlock(document) {
  let isInTag = false;
  /** @type {(Node | string)[]} */
  const parts = [];
  for (const [piece] of document.matchAll(PIECES)) {
    const kind = kindOf(piece);
    if (kind === 'tag') isInTag = piece.startsWith('<');
    const isMarked = kind === 'tag' || kind === 'declaration' || (isInTag && /\S/.test(piece));
    parts.push(isMarked ? element('span', { class: `bxml-${kind}` }, [piece]) : piece);
  }
  return element('pre', { class: 'bxml', tabindex: '0', 'aria-label': 'BXML' }, [element('code', {}, parts)]);
}
