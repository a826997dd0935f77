/** @import { CallMoment, CallStory, LaneEntry, WhatIfQuestion } from '../messages.ts' */
import { bxmlBlock } from './bxml.js';
import { chip } from './call-row.js';
import { element } from './element.js';
import { stepList } from './steps.js';
import { clock, gap, zone } from './times.js';

const LANES = { caller: 'Caller', answer: 'Our answer', destination: 'Destination' };

/** What was opened or closed by hand, kept while the call changes under it. @type {Map<string, boolean>} */
const opened = new Map();

/**
 * @param {string} key
 * @param {string} title
 * @param {boolean} isOpen
 * @param {Node} content
 */
function fold(key, title, isOpen, content) {
  const details = element('details', {}, [element('summary', {}, [title]), content]);
  details.open = opened.get(key) ?? isOpen;
  details.addEventListener('toggle', () => opened.set(key, details.open));
  return details;
}

/** @param {LaneEntry} entry */
const entryOf = ({ lane, title, lines }) =>
  element('div', { class: 'entry', 'data-lane': lane }, [
    element('span', { class: 'unseen' }, [`${LANES[lane]}: `]),
    element('b', {}, [title]),
    ...lines.map((line) => element('p', {}, [line])),
  ]);

/**
 * @param {CallMoment} moment
 * @param {CallMoment | undefined} before
 * @param {boolean} isLast whether it has our last word in the call
 * @param {(question: WhatIfQuestion) => void} onWhatIf
 */
function momentOf(moment, before, isLast, onWhatIf) {
  const {
    eventKey,
    eventTimeEpochMilliseconds: at,
    eventType,
    outcome,
    isResult,
    bxml,
    steps,
    whatIf,
    item,
  } = moment;
  const button = element('button', { type: 'button', class: 'quiet' }, ['What if…']);
  if (whatIf) button.addEventListener('click', () => onWhatIf(whatIf));
  const key = `${item.callId}#${eventKey}`;
  return element('li', { class: 'moment' }, [
    element('div', { class: 'when' }, [
      element('time', {}, [clock(at)]),
      element('span', {}, [before ? gap(at - before.eventTimeEpochMilliseconds) : '']),
    ]),
    ...moment.entries.map(entryOf),
    element('div', { class: 'papers' }, [
      element('p', {}, [
        ...(isResult ? [chip(outcome)] : []),
        element('code', {}, [eventType]),
        ...(whatIf ? [button] : []),
      ]),
      ...(bxml ? [fold(`${key}#bxml`, 'BXML of our answer', isLast, bxmlBlock(bxml))] : []),
      ...(steps.length > 0 ? [fold(`${key}#steps`, 'Steps considered', false, stepList(steps))] : []),
      fold(
        `${key}#item`,
        'Stored item',
        false,
        element('pre', { tabindex: '0', 'aria-label': 'Stored item' }, [JSON.stringify(item, undefined, 2)]),
      ),
    ]),
  ]);
}

/**
 * The story of a call, in lanes.
 * @param {CallStory} story
 * @param {(question: WhatIfQuestion) => void} onWhatIf
 */
export function timeline({ callId, ending, moments }, onWhatIf) {
  const first = moments[0]?.item ?? {};
  const last = moments.findLast(({ bxml }) => bxml !== undefined);
  return [
    element('h2', {}, [ending]),
    element('p', { class: 'about' }, [
      element('bdi', {}, [String(first.from ?? '(unknown)')]),
      ' to ',
      element('bdi', {}, [String(first.to ?? '(unknown)')]),
      element('code', {}, [callId]),
    ]),
    element('div', { class: 'lanes', 'aria-hidden': 'true' }, [
      element('span', {}, [zone()]),
      ...Object.values(LANES).map((name) => element('span', {}, [name])),
    ]),
    element(
      'ol',
      { class: 'timeline', 'aria-label': 'Timeline' },
      moments.map((moment, index) => momentOf(moment, moments[index - 1], moment === last, onWhatIf)),
    ),
  ];
}
