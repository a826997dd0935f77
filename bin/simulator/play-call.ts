import { answer, disconnect, initiate } from './events.ts';
import { LiveCall, type PlayCallOptions } from './live-call.ts';
import { ask, type Document, run, sendStatus } from './send.ts';
import type { Timeline } from './timeline.ts';
import { PLAY } from './verbs/index.ts';
import { callerLeft } from './verbs/play.ts';

/** Simulated seconds that a phone rings before a call is answered. */
const RINGING_SECONDS = 3;

/** Simulated seconds from the last thing that happens in a call until it is over. */
const CLEARING_SECONDS = 0.1;

/** The first BXML of a call, asked for as its direction demands. */
async function firstDocument(live: LiveCall): Promise<Document | undefined> {
  const { first, direction } = live.call;
  const inbound = direction === 'inbound';
  const url = 'ask' in first ? live.expand(first.ask) : first.url;
  const to = {
    url,
    ...('ask' in first && first.fallback !== undefined && { fallbackUrl: live.expand(first.fallback) }),
  };
  const asked = inbound && 'ask' in first ? await ask(live, to, initiate(live)) : undefined;
  if (live.ending) return undefined;
  if (!live.spend(RINGING_SECONDS)) await callerLeft(live, 'ringing');
  if (live.ending) return undefined;
  live.answeredMillis = live.nowMillis;
  if ('bxml' in first) return run(live, first.bxml, url);
  return inbound ? asked : ask(live, to, answer(live));
}

/** Plays the verbs of a document; gives the one that replaces it. */
async function play(live: LiveCall, { verbs, url }: Document): Promise<Document | undefined> {
  for (const [index, verb] of verbs.entries()) {
    const next = await PLAY[verb.name]?.(live, verb, url);
    if (next === 'continue') continue;
    const ignored = verbs.slice(index + 1).map(({ name }) => name);
    if (ignored.length > 0)
      await live.addMoment({ kind: 'note', text: `verbs after it ignored: ${ignored.join(', ')}` });
    return next === 'ended' ? undefined : next;
  }
  await live.end('hangup', 'end of the document');
  return undefined;
}

/** `disconnect`, where somebody wants it, and whatever status events were held back. */
async function sendDisconnect(live: LiveCall): Promise<void> {
  const { how } = live.timeline().ending;
  const { statusUrl } = live.call;
  live.pass(CLEARING_SECONDS);
  if (statusUrl && how !== 'redirected' && how !== 'never') {
    const ownCause = live.answeredMillis === undefined ? 'cancel' : 'hangup';
    const cause = how === 'callback-error' || how === 'invalid-bxml' ? how : ownCause;
    await sendStatus(live, { url: live.expand(statusUrl) }, disconnect(live, cause));
  }
  for (const send of live.heldBack) await send();
}

/**
 * Plays one call against a server, as Bandwidth would, until it ends; never throws
 * for what a server does. Call time is simulated, HTTP is real.
 */
export async function playCall(options: PlayCallOptions): Promise<Timeline> {
  const live = new LiveCall(options);
  let document = await firstDocument(live);
  while (document) document = await play(live, document);
  await sendDisconnect(live);
  return live.timeline();
}
