import { fold, REPORT_COLUMNS } from '../../print/fold.ts';
import { indentBxml } from '../../print/indent-bxml.ts';
import { printable } from '../../print/printable.ts';
import { type HttpAnswer, type Moment, only, type Timeline } from '../timeline.ts';

const INDENT = ' '.repeat(11);
const COLUMNS = REPORT_COLUMNS - INDENT.length;

/** Of a document that cannot be read, its beginning is shown. */
const SHOWN_CHARACTERS = 400;

/** The part of a URL that tells callbacks apart. */
const shortUrl = (url: string): string => url.replace(/^.*\{token\}\//, '');

/** The fields of an event that say how something went. */
const TELLING = [
  'cause',
  'referCallStatus',
  'referSipResponseCode',
  'notifySipResponseCode',
  'transferTo',
  'duration',
  'digits',
  'tag',
];

function documentLines(document: string): string[] {
  let text: string;
  try {
    text = indentBxml(document);
  } catch {
    text = document.slice(0, SHOWN_CHARACTERS);
  }
  const lines = text.replace(/^<\?xml.*?\?>\s*/, '').split('\n');
  return lines.filter((line) => line !== '').map((line) => `  ${line}`);
}

const answered = ({ failure, status, tookMillis }: HttpAnswer): string =>
  failure ?? `answered ${status} in ${tookMillis.toFixed(0)} ms`;

function lines(moment: Moment): string[] {
  switch (moment.kind) {
    case 'callback': {
      const { method, url, eventType, fields, answer, repeats } = moment;
      const told = TELLING.flatMap((name) => (name in fields ? [`${name}=${String(fields[name])}`] : []));
      return [
        [eventType, ...told].join(' '),
        `  ${method} ${shortUrl(url)}`,
        `  ${[answer, ...repeats].map(answered).join('; again: ')}`,
        ...documentLines(new TextDecoder().decode(answer.body)),
      ];
    }
    case 'elsewhere':
      return [`${moment.url} answers`, ...documentLines(moment.bxml)];
    case 'heard':
      return [`heard${moment.whole ? '' : ' in part'}: ${moment.text}`];
    case 'waited':
      return [`${moment.verb} ${moment.seconds} s`];
    case 'menu':
      return [`asked: ${moment.asked}`, `the caller ${moment.does}`];
    case 'callee':
      return [`the callee ${moment.text}`];
    case 'hand-off':
      return [`${moment.by} to ${moment.destination}: ${moment.result}`];
    case 'message':
      return [`left a message of ${moment.seconds} s, ended by ${moment.endedBy}`];
    case 'note':
      return [moment.text];
    case 'ended':
      return [`ended: ${moment.how}, ${moment.why}`];
  }
}

/** One moment, with its time in the call; also for somebody who watches a call live. */
export function momentText(moment: Moment): string {
  const time = `${moment.atSeconds.toFixed(1)} s`.padStart(INDENT.length - 2);
  const folded = fold(lines(moment).map(printable).join('\n'), COLUMNS);
  return `${time}  ${folded.replaceAll('\n', `\n${INDENT}`)}`;
}

/** A whole call, readable in 100 columns. */
export function timelineText(timeline: Timeline): string {
  const { callId, from, to, direction } = timeline.call;
  const count = only(timeline, 'callback').length;
  const head = `call ${callId}: ${direction}, from ${from} to ${to}, ${count} callbacks`;
  return [fold(printable(head), REPORT_COLUMNS), ...timeline.moments.map(momentText)].join('\n');
}
