import { styleText } from 'node:util';
import { typed } from '../../lib/checkout.ts';
import { block, COLUMNS } from '../print/fold.ts';
import { indentBxml } from '../print/indent-bxml.ts';
import { differences, verbsOf } from './compare.ts';
import type { Played } from './play.ts';

/** Explains the output to somebody who sees it for the first time. */
export const INTRODUCTION = `A caller is handed to Anna by <Refer>, and Anna is busy. Bandwidth tells so, and
what we answer is what the caller hears next. The functions run as they are
deployed, on this machine, with a DynamoDB in memory.
`;

/** The command to type next. */
export const CONCLUSION = `
Next, the same functions, with a page that shows each call:

  ${typed('start')}`;

const TELLING = ['referCallStatus', 'referSipResponseCode', 'notifySipResponseCode', 'cause', 'enqueuedTime'];

/** A part of a scene, indented under its heading. */
const part = (label: string, text: string): string =>
  block(label, text, COLUMNS - 2).replace(/^(?=.)/gm, '  ');

const heading = (text: string): string =>
  styleText('bold', `── ${text} ${'─'.repeat(Math.max(2, COLUMNS - text.length - 4))}`);

/** Fields in few lines: `name: text, name: text`. */
const inline = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');

function request({ url, event }: Played): string {
  const path = url.pathname.replace(/^\/[^/]+/, '/{token}');
  const telling = Object.fromEntries(Object.entries(event).filter(([name]) => TELLING.includes(name)));
  return `POST ${path}${decodeURIComponent(url.search)}\n${inline(telling)}`;
}

function decision({ item }: Played): string {
  const next = item?.nextDestination === undefined ? '' : ` ${item.nextDestination}`;
  const step = item?.step === 'none' ? 'nothing to do' : item?.step;
  return item ? `${item.outcome} → ${step}${next}` : '(nothing stored)';
}

/** Shows the fields that we add to an event, and the whole event where that is asked for. */
function stored({ item = {}, event }: Played, isWhole: boolean): string {
  const added = Object.entries(item).filter(([name, value]) => event[name] !== value);
  const kept = Object.entries(item).length - added.length;
  const rest = isWhole ? `\n${inline({ ...event })}` : `, and the ${kept} fields of the event as they came`;
  return `${inline(Object.fromEntries(added))}${rest}`;
}

/** What came of one played scene; `at` counts from 0. A verbose report has the stored item, the first one all of it. */
export function sceneReport(played: Played, at: number, isVerbose: boolean): string {
  const { scene, bxml } = played;
  return [
    heading(`${at + 1}  ${scene.title}`),
    part('request', request(played)),
    part('outcome', decision(played)),
    part('answer', indentBxml(bxml).replace(/^<\?xml.*\?>\s*/, '')),
    ...(isVerbose ? [part('stored', stored(played, at === 0))] : []),
    '',
  ].join('\n');
}

const cells = (...texts: string[]): string =>
  `  ${texts.map((text, index) => text.padEnd([26, 13, 9, 24][index] ?? 0)).join('')}`.trimEnd();

/** One line for each scene: what was played, its outcome, the step taken, the verbs answered. */
export function summary(played: readonly Played[]): string {
  const rows = played.map((each) => {
    const { scene, item, bxml } = each;
    const sign = differences(each).length === 0 ? styleText('green', '✓') : styleText('red', '✗');
    const name = scene.continues || scene.changes ? scene.title.split(':')[0] : scene.event;
    const verbs = verbsOf(bxml).join(' ') || '(none)';
    return cells(name ?? '', String(item?.outcome), String(item?.step), verbs, sign);
  });
  return [heading('All that was played'), cells('event', 'outcome', 'step', 'BXML', ''), ...rows, ''].join(
    '\n',
  );
}
