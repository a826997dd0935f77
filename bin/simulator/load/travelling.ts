import { type CallbackSent, only, type Timeline } from '../timeline.ts';

/** A context that a server takes (docs/bandwidth-setup.md). */
const CONTEXT = /^[\w.-]{1,120}$/;

const documentOf = ({ answer }: CallbackSent): string => Buffer.from(answer.body).toString();

const contextOf = (url: string): string | null =>
  new URL(url, 'https://relative.example').searchParams.get('context');

/** The URLs of a document, less those of an application that has a context of its own there. */
const urlsOf = (document: string): string[] =>
  [...document.matchAll(/(\w+)Url="([^"]*)"/g)]
    .map(([, name, url = '']) => ({ name, url: url.replaceAll('&amp;', '&') }))
    .filter(({ name, url }) => name !== 'redirect' || contextOf(url) === null)
    .map(({ url }) => url);

/** The SIP targets of a `<Transfer>` to which no header is sent. */
const untold = (document: string): string[] =>
  document.includes('<Transfer') ? (document.match(/<SipUri(?![^>]* uui=)[^>]*>[^<]*/g) ?? []) : [];

/** Says where a call lost its context on the way, or got one that it must not have. */
export function lostContext(timeline: Timeline): string | undefined {
  const { context = '' } = timeline.call;
  const kept = CONTEXT.test(context) ? context : null;
  // The application's own status URL has none, and its answer is dropped.
  for (const document of only(timeline, 'callback').map(documentOf)) {
    const url = urlsOf(document).find((each) => contextOf(each) !== kept);
    if (url !== undefined) return `the context ${kept} is not that of ${url}`;
    const [target] = kept === null ? [] : untold(document);
    if (target !== undefined) return `${target} is not told the context ${kept}`;
  }
  return undefined;
}

/** Says which hand-off was begun by us so many seconds after the first of them, or later. */
export function lateHandOff(timeline: Timeline, waitSeconds = Number.POSITIVE_INFINITY): string | undefined {
  const began = only(timeline, 'callback')
    .filter((sent) => /<(?:Refer|Transfer)[ >]/.test(documentOf(sent)))
    .map(({ fields }) => Date.parse(String(fields.eventTime)))
    .sort((one, other) => one - other);
  const waited = ((began.at(-1) ?? 0) - (began[0] ?? 0)) / 1000;
  return waited < waitSeconds
    ? undefined
    : `a hand-off began after ${waited} s; the limit is ${waitSeconds} s`;
}
