import { styleText } from 'node:util';
import { block, COLUMNS } from '../print/fold.ts';
import { indentBxml } from '../print/indent-bxml.ts';
import { differences, verbsOf } from './compare.ts';
import type { Played } from './play.ts';

/** The fields that tell one event from another. */
const TELLING = [
  'eventType',
  'referCallStatus',
  'referSipResponseCode',
  'notifySipResponseCode',
  'cause',
  'errorMessage',
  'enqueuedTime',
  'from',
  'callId',
];

/** A part of a scene, indented under its heading. */
const part = (label: string, text: string): string =>
  block(label, text, COLUMNS - 2).replace(/^(?=.)/gm, '  ');

const heading = (text: string): string =>
  styleText('bold', `── ${text} ${'─'.repeat(Math.max(2, COLUMNS - text.length - 4))}`);

function request({ url, event }: Played): string {
  const path = url.pathname.replace(/^\/[^/]+/, '/{token}');
  const fields = TELLING.filter((name) => name in event).map((name) => `${name}: ${event[name]}`);
  return [`POST ${path}${decodeURIComponent(url.search)}`, ...fields].join('\n');
}

function decision({ item }: Played): string {
  if (!item) return '(nothing stored)';
  const next = item.nextDestination === undefined ? '' : ` → ${item.nextDestination}`;
  return `${item.step}${next}\n(attempt ${item.attempt} went to ${item.destination})`;
}

/** Everything about one played scene. */
export function sceneReport(played: Played, number: string): string {
  const { scene, status, contentType, bxml, item } = played;
  const wrong = differences(played);
  return [
    heading(`${number}  ${scene.title}`),
    part('request', request(played)),
    part('outcome', String(item?.outcome ?? '(nothing stored)')),
    part('decision', decision(played)),
    part('answer', `${status} ${contentType}\n${indentBxml(bxml)}`),
    part('stored', JSON.stringify(item ?? null, undefined, 2)),
    ...(wrong.length > 0 ? [styleText('red', part('WRONG', wrong.join('\n')))] : []),
    '',
  ].join('\n');
}

const cells = (...texts: string[]): string =>
  `  ${texts.map((text, index) => text.padEnd([26, 13, 9, 24][index] ?? 0)).join('')}`.trimEnd();

/** One line a scene: what was played, its outcome, the step taken, the verbs answered. */
export function summary(played: readonly Played[]): string {
  const rows = played.map((each) => {
    const { scene, item, bxml } = each;
    const sign = differences(each).length === 0 ? styleText('green', '✓') : styleText('red', '✗');
    const name = scene.continues || scene.changes ? scene.title.split(':')[0] : scene.fixture;
    const verbs = verbsOf(bxml).join(' ') || '(none)';
    return cells(name ?? '', String(item?.outcome), String(item?.step), verbs, sign);
  });
  return [heading('Summary'), cells('event', 'outcome', 'step', 'BXML', ''), ...rows, ''].join('\n');
}
