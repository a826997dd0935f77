/** @import { ConsideredStep } from '../../explain/explanation.ts' */
/** @import { CallMoment, CallStory, LeftMessage } from '../messages.ts' */
import { callAddress, whatIfAddress } from './address.js';
import { bxmlBlock } from './bxml.js';
import { copyButton, element, prose, visible } from './element.js';
import { clock, gap, wholeTime } from './time.js';
import { chip, stateMark, strip } from './words.js';

/** The parts that were opened or closed by hand, kept while the call changes under it. @type {Map<string, boolean>} */
const opened = new Map();

/** @type {Readonly<Record<ConsideredStep['verdict'], string>>} */
const SIGNS = { 'passed over': '–', taken: '→', 'not reached': '·' };

/** The steps of the policy in order, each with what became of it. @param {readonly ConsideredStep[]} steps */
export function stepList(steps) {
  const lines = steps.map(({ step, verdict, reason }) =>
    element('li', { 'data-verdict': verdict }, [
      element('span', { 'aria-hidden': 'true' }, [`${SIGNS[verdict]} `]),
      element('b', {}, [step]),
      ...prose(` ${verdict === 'passed over' ? (reason ?? verdict) : verdict}`),
    ]),
  );
  return element('ol', { class: 'steps' }, lines);
}

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

const OTHER_POLICY =
  'The policy that decided this is not the one in use here: steps, BXML and what-if are those of the one here.';

/** @param {Readonly<Record<string, unknown>>} value */
const json = (value) => JSON.stringify(value, undefined, 2);

/** Makes the buttons that copy an event. @param {CallMoment} moment */
const copyButtons = ({ curl, whatIf }) => [
  ...(curl
    ? [copyButton('Copy curl', curl, 'A command that sends this event to the local server again')]
    : []),
  ...(whatIf ? [copyButton('Copy fixture', json(whatIf.event), 'The event as JSON')] : []),
];

/**
 * @param {string} name
 * @param {readonly (Node | string)[]} label
 * @param {readonly Node[]} content
 */
const part = (name, label, content) =>
  element('div', { class: `part ${name}` }, [element('h3', {}, label), ...content]);

/** A message: whose it is, and how to fetch it. @param {LeftMessage} message */
const messagePart = ({ words, from, url, command }) =>
  part(
    'left-message',
    ['The message'],
    [
      element('p', {}, [element('b', {}, [words])]),
      element('p', { class: 'soft' }, prose(`of ${from}`)),
      ...(url && command
        ? [
            element('p', { class: 'soft' }, [
              'Bandwidth has it for 30 days, for who has its API credentials.',
            ]),
            element('p', { class: 'row' }, [
              element('a', { class: 'quiet', href: url, rel: 'noreferrer', target: '_blank', title: url }, [
                'Open at Bandwidth',
              ]),
              copyButton('Copy command', command, 'Fetches it with BW_CLIENT_ID and BW_CLIENT_SECRET'),
            ]),
          ]
        : [element('p', { class: 'soft' }, ['No address of Bandwidth is stored for it.'])]),
    ],
  );

/** The hours that closed the route, as the policy has them. @param {CallMoment} moment */
const hoursOf = ({ outcome, explanation }) =>
  outcome === 'closed' && 'hours' in explanation ? explanation.hours : [];

/** Cause, decision and what was heard. @param {CallMoment} moment */
function parts(moment) {
  const { cause, decision, heard, outcome, isResult, message } = moment;
  return [
    part(
      'cause',
      ['What happened', ...(isResult ? [chip(outcome)] : [])],
      [
        element('p', {}, [element('b', {}, prose(cause.title))]),
        ...[
          ...cause.lines.filter((line) => !message?.url || !line.includes(message.url)),
          ...hoursOf(moment),
        ].map((line) => element('p', { class: 'soft' }, prose(line))),
      ],
    ),
    ...(message ? [messagePart(message)] : []),
    ...(decision ? [part('decision', ['What was decided'], [element('p', {}, prose(decision))])] : []),
    ...(heard.length > 0
      ? [
          part(
            'heard',
            ['What the caller heard'],
            heard.map((line) => element('p', {}, prose(line))),
          ),
        ]
      : []),
  ];
}

/** @param {CallMoment} moment */
const bxmlOf = ({ explanation }) => ('issues' in explanation ? explanation.body : explanation.bxml);

/**
 * @param {CallStory} story
 * @param {number} index
 */
function momentOf({ summary: { callId }, moments }, index) {
  const moment = /** @type {CallMoment} */ (moments[index]);
  const { eventKey, eventTimeEpochMilliseconds: at, eventType, explanation, item, isOfOtherPolicy } = moment;
  const steps = 'issues' in explanation ? [] : explanation.steps;
  const bxml = bxmlOf(moment);
  const before = moments[index - 1]?.eventTimeEpochMilliseconds;
  const isLastAnswer = moment === moments.findLast((each) => bxmlOf(each) !== undefined);
  const key = `${callId}#${eventKey}`;
  const stored = element('div', {}, [
    element('p', { class: 'row copies' }, copyButtons(moment)),
    element('pre', { tabindex: '0', 'aria-label': 'Stored item' }, [json(item)]),
  ]);
  return element('li', { class: 'moment' }, [
    element('div', { class: 'when small soft' }, [
      element('time', {}, [clock(at)]),
      element('span', {}, [before === undefined ? '' : gap(at - before)]),
      element('code', {}, [eventType]),
    ]),
    ...parts(moment),
    element('div', { class: 'row papers' }, [
      ...(moment.whatIf
        ? [element('a', { class: 'quiet', href: whatIfAddress(callId, index) }, ['What if…'])]
        : []),
      ...(isOfOtherPolicy
        ? [element('span', { class: 'chip', 'data-tone': 'warn', title: OTHER_POLICY }, ['another policy'])]
        : []),
      ...(steps.length > 0 ? [fold(`${key}#steps`, 'Steps considered', false, stepList(steps))] : []),
      fold(`${key}#item`, 'Stored item', false, stored),
      ...(bxml ? [fold(`${key}#bxml`, 'BXML of our answer', isLastAnswer, bxmlBlock(bxml))] : []),
    ]),
  ]);
}

/** The event that a what-if of a call begins from: the last that told how a hand-off ended. @param {CallStory} story */
export const lastResult = ({ moments }) =>
  moments.findLastIndex(({ isResult, whatIf }) => isResult && whatIf);

/** A receipt this much later than its event is told: a call that was simulated, or an outcome that waited. */
const MUCH_LATER_MILLISECONDS = 60_000;

/** @param {CallMoment} moment */
function receivedWords({ eventTimeEpochMilliseconds: at, item }) {
  const received = Date.parse(String(item.receivedAt));
  return Math.abs(received - at) > MUCH_LATER_MILLISECONDS ? [`received ${wholeTime(received)}`] : [];
}

/** The story of a call, event by event. @param {CallStory} story */
export function timeline(story) {
  const { summary, moments } = story;
  const { callId, ending, from, to, state, stations, beganAtEpochMilliseconds } = summary;
  const told = moments[lastResult(story)] ?? moments[0];
  const link = new URL(callAddress(callId), location.href).href;
  const began = [wholeTime(beganAtEpochMilliseconds), ...(moments[0] ? receivedWords(moments[0]) : [])];
  return [
    element('h2', {}, [stateMark(state), ' · ', ...prose(ending)]),
    strip(stations),
    element('p', { class: 'soft' }, prose(`${from} to ${to}`)),
    element('p', { class: 'soft' }, [began.join(', ')]),
    element('p', { class: 'row soft' }, [
      element('code', { class: 'cut', title: visible(callId) }, [callId]),
      copyButton('Copy id', callId, 'The id of the call'),
      copyButton('Copy link', link, 'The address of this page'),
      ...(told ? copyButtons(told) : []),
    ]),
    element(
      'ol',
      { class: 'timeline', 'aria-label': 'Timeline' },
      moments.map((_, index) => momentOf(story, index)),
    ),
  ];
}
