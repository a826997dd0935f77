import { element } from './element.js';

/** A BXML document with its tags coloured. What is coloured wrongly still shows as it is. @param {string} document */
export function bxmlBlock(document) {
  const parts = document
    .split(/(<[^>]*>)/)
    .map((part, index) => (index % 2 === 1 ? element('span', { class: 'bxml-tag' }, [part]) : part));
  return element('pre', { class: 'bxml', tabindex: '0', 'aria-label': 'BXML' }, parts);
}
