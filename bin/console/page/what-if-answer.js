/** @import { Explanation, Refusal } from '../../explain/explanation.ts' */
import { bxmlBlock } from './bxml.js';
import { element, prose } from './element.js';
import { stepList } from './timeline.js';
import { chip } from './words.js';

/**
 * @param {string} title
 * @param {readonly string[]} lines
 */
const block = (title, lines) =>
  lines.length === 0
    ? []
    : [element('h3', {}, [title]), ...lines.map((line) => element('p', {}, prose(line)))];

/** @param {string | undefined} bxml */
const document = (bxml) => [
  element('h3', {}, ['Answer']),
  bxml ? bxmlBlock(bxml) : element('p', {}, ['none: Bandwidth drops it']),
];

/** @param {Refusal} refusal */
const refusalOf = ({ message, issues, status, body }) => [
  element('h2', { class: 'trouble' }, ['Refused']),
  element('p', {}, [message]),
  ...block('Issues', issues),
  ...(body.startsWith('<') ? document(body) : block('Answer', [`HTTP ${status}`])),
];

/**
 * Shows the answer that would be given, and the reasons.
 * @param {Explanation | Refusal} answer
 */
export function whatIfAnswer(answer) {
  if ('issues' in answer) return refusalOf(answer);
  const { outcome, meaning, decision, codes, routes, hours, ignored, steps, stepsWrittenBy, bxml } = answer;
  return [
    element('h2', {}, [chip(outcome), ` ${meaning}`]),
    element('p', { class: 'decided' }, prose(decision)),
    ...(steps.length > 0
      ? [element('h3', {}, [`Steps, written by ${stepsWrittenBy ?? 'the policy'}`]), stepList(steps)]
      : []),
    ...document(bxml),
    ...block('Codes', codes),
    ...block('Route', routes),
    ...block('Hours', hours),
    ...block('Ignored', ignored),
  ];
}
