/** @import { StreamMessages } from '../messages.ts' */
import { SERVER_GONE } from './ask.js';
import { byId, setText } from './element.js';
import { clock } from './time.js';

/** A stream that the browser gave up is opened again. */
const REOPEN_MILLISECONDS = 2000;

/**
 * What is known of the calls: nothing yet, those that there are, or those that there were when the server left.
 * @type {'connecting' | 'reading' | 'read' | 'gone'}
 */
let knowledge = 'connecting';
/** @type {StreamMessages['hello'] | undefined} */
let server;
/** @type {number | undefined} */
let goneSince;

export const known = () => knowledge;

/** The deployed table that is shown; nothing for a server on this machine. */
export const deployed = () => server?.deployed;

/** @param {string} text @param {string} tone */
function tell(text, tone) {
  const status = byId('connection');
  setText(status, text);
  status.dataset.tone = tone;
}

/** @param {StreamMessages['table']} table */
function tellTable({ trouble, look }) {
  knowledge = look || trouble || !server?.deployed ? 'read' : 'reading';
  if (trouble) tell(`The table cannot be read: ${trouble}`, 'bad');
  else if (knowledge === 'reading') tell('reading the table…', 'open');
  else tell('live', 'good');
  const units = look?.readUnits.toLocaleString('en', { maximumFractionDigits: 1 });
  const cut = look?.isCut ? ' There is more than one look reads: the newest events are shown.' : '';
  const words = look
    ? `Looked at ${clock(look.atEpochMilliseconds)}, every 10 s while this page is seen: ${units} read units, ${look.requests.toLocaleString('en')} Queries so far.${cut}`
    : '';
  setText(byId('usage'), words);
}

/**
 * Listens to the server; the browser comes back by itself, but for a stream that was refused. A deployed table is
 * looked at only while the page is seen.
 * @param {{ [Name in keyof StreamMessages]?: (message: StreamMessages[Name]) => void }} handlers
 * @param {() => void} onKnown is told that {@link known} may be another
 */
export function listen(handlers, onKnown) {
  const stream = new EventSource('/console/events');
  /**
   * @template {keyof StreamMessages} Name
   * @param {Name} name
   * @param {(message: StreamMessages[Name]) => void} handle
   */
  const on = (name, handle) =>
    stream.addEventListener(name, (event) => {
      handle(JSON.parse(/** @type {MessageEvent} */ (event).data));
      onKnown();
    });
  on('hello', (hello) => {
    server = hello;
    goneSince = undefined;
    handlers.hello?.(hello);
  });
  on('table', tellTable);
  for (const name of /** @type {const} */ (['calls', 'played', 'policy']))
    on(name, (message) => /** @type {(message: unknown) => void} */ (handlers[name])?.(message));
  stream.addEventListener('error', () => {
    knowledge = 'gone';
    goneSince ??= Date.now();
    tell(`${SERVER_GONE} What is shown is of ${clock(goneSince)}.`, 'bad');
    onKnown();
    if (stream.readyState === EventSource.CLOSED)
      setTimeout(() => listen(handlers, onKnown), REOPEN_MILLISECONDS);
  });
  document.addEventListener('visibilitychange', function pause() {
    if (!document.hidden || !deployed()) return;
    stream.close();
    document.removeEventListener('visibilitychange', pause);
    document.addEventListener('visibilitychange', () => listen(handlers, onKnown), { once: true });
  });
}
