import { type Answer, type Moment, only, type Timeline } from '../timeline.ts';
import { bxmlLines, wrap } from './bxml-lines.ts';

const INDENT = ' '.repeat(11);
const COLUMNS = 96 - INDENT.length;

const indented = (lines: readonly string[]): string[] => lines.map((line) => `${INDENT}${line}`);

/** The part of a URL that tells callbacks apart. */
const shortUrl = (url: string): string => url.replace(/^.*\{token\}\//, '');

/** The fields of an event that say how something went. */
function result(fields: Readonly<Record<string, unknown>>): string {
  const names = [
    'cause',
    'referCallStatus',
    'referSipResponseCode',
    'notifySipResponseCode',
    'transferTo',
    'tag',
  ];
  return names.flatMap((name) => (name in fields ? [`${name}=${String(fields[name])}`] : [])).join(' ');
}

const answered = ({ failure, status, tookMillis }: Answer): string =>
  failure ?? `answered ${status} in ${tookMillis.toFixed(0)} ms`;

function lines(moment: Moment): string[] {
  switch (moment.kind) {
    case 'callback': {
      const { method, url, eventType, fields, answer, repeats } = moment;
      const body = new TextDecoder().decode(answer.body);
      return [
        ...wrap(`${eventType} ${result(fields)}`, COLUMNS),
        ...wrap(`  ${method} ${shortUrl(url)}`, COLUMNS),
        `  ${[answer, ...repeats].map(answered).join('; again: ')}`,
        ...(body === '' ? [] : bxmlLines(body, COLUMNS - 2).map((line) => `  ${line}`)),
      ];
    }
    case 'elsewhere':
      return [`${moment.url} answers`, ...bxmlLines(moment.bxml, COLUMNS - 2).map((line) => `  ${line}`)];
    case 'heard':
      return wrap(`heard${moment.whole ? '' : ' in part'}: ${moment.text}`, COLUMNS);
    case 'waited':
      return [`${moment.verb} ${moment.seconds} s`];
    case 'hand-off':
      return wrap(`${moment.by} to ${moment.destination}: ${moment.result}`, COLUMNS);
    case 'note':
      return wrap(moment.text, COLUMNS);
    case 'ended':
      return wrap(`ended: ${moment.how}, ${moment.why}`, COLUMNS);
  }
}

/** One moment, with its time in the call; also for somebody who watches a call live. */
export function momentText(moment: Moment): string {
  const [first = '', ...rest] = lines(moment);
  const time = `${moment.atSeconds.toFixed(1)} s`.padStart(INDENT.length - 2);
  return [`${time}  ${first}`, ...indented(rest)].join('\n');
}

/** A whole call, readable in 100 columns. */
export function timelineText(timeline: Timeline): string {
  const { callId, from, to, direction } = timeline.call;
  const count = only(timeline, 'callback').length;
  const head = [...wrap(`call ${callId}: ${direction}, from ${from} to ${to}, ${count} callbacks`, COLUMNS)];
  return [...head, ...timeline.moments.map(momentText)].join('\n');
}
