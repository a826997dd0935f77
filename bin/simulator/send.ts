import type { Element } from './bxml/element.ts';
import { readBxml } from './bxml/read.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { Fields } from './events.ts';
import type { LiveCall } from './live-call.ts';
import type { Answer, CallbackSent } from './timeline.ts';

/** BXML to execute, and the URL that it came from: what its relative URLs are relative to. */
export interface Document {
  readonly verbs: readonly Element[];
  readonly url: string;
}

/** Where an event goes. */
export interface Destination {
  readonly url: string;
  readonly method: string | undefined;
  readonly fallbackUrl?: string | undefined;
  readonly fallbackMethod?: string | undefined;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The platform's own verdict on an answer, in the words of `cause`. */
function verdict({
  failure,
  status,
  contentType,
}: Answer): { cause: 'callback-error' | 'invalid-bxml'; why: string } | undefined {
  if (failure) return { cause: 'callback-error', why: failure };
  if (status !== 200) return { cause: 'callback-error', why: `answered ${status}` };
  if (!/^(application|text)\/xml\b/.test(contentType))
    return { cause: 'invalid-bxml', why: `content type "${contentType}"` };
  return undefined;
}

/** Sends an event, again if its call's transport duplicates, and records it; the token stays out of the record. */
async function send(
  live: LiveCall,
  url: string,
  method: string | undefined,
  fields: Fields,
): Promise<Answer> {
  const { fetch, limits, token } = live.world;
  const { get, barePlus, duplicate } = live.call.transport;
  const delivery: Delivery = { method: get || method === 'GET' ? 'GET' : 'POST', url, fields, barePlus };
  const once = (): Promise<Answer> => deliver(delivery, limits.answerSeconds, fetch);
  const atOnce = duplicate === 'at-once' ? [once()] : [];
  const answer = await once();
  const repeats = duplicate === 'after' ? [await once()] : await Promise.all(atOnce);
  const recordedUrl = url.replace(token, '{token}');
  const eventType = String(fields.eventType);
  const sent: CallbackSent = { ...delivery, kind: 'callback', url: recordedUrl, eventType, answer, repeats };
  await live.record(sent);
  return answer;
}

/** BXML of an answer; `undefined` when the platform ends the call over it. */
async function read(live: LiveCall, url: string, answer: Answer): Promise<Document | undefined> {
  const wrong = verdict(answer);
  if (wrong) await live.end(wrong.cause, wrong.why);
  if (wrong) return undefined;
  const bxml = readBxml(answer.body, live.world.limits.bxmlBytes);
  if ('verbs' in bxml) return { verbs: bxml.verbs, url };
  await live.end('invalid-bxml', bxml.problem);
  return undefined;
}

/** What somebody else's application answers; without a word about it in the call, the call is theirs now. */
async function elsewhere(live: LiveCall, url: string): Promise<Document | undefined> {
  const bxml = live.call.elsewhere[url];
  if (bxml === undefined) await live.end('redirected', url);
  return bxml === undefined ? undefined : run(live, bxml, url);
}

/** Runs BXML that did not come from the server; `{callbacks}` in it is where the server's callbacks are. */
export async function run(live: LiveCall, bxml: string, url: string): Promise<Document | undefined> {
  await live.record({ kind: 'elsewhere', url, bxml });
  const body = bytes(live.expand(bxml));
  return read(live, url, { status: 200, contentType: 'application/xml', body, tookMillis: 0 });
}

/**
 * Sends an event whose answer the call obeys. The fallback URL is used when the
 * first does not answer 200; whether invalid BXML counts too is undocumented, and here it does not.
 */
export async function ask(live: LiveCall, to: Destination, fields: Fields): Promise<Document | undefined> {
  const { url, method, fallbackUrl, fallbackMethod } = to;
  if (live.countTime(':callback') > live.world.limits.callbacks) {
    await live.end('never', `still going after ${live.world.limits.callbacks} callbacks`);
    return undefined;
  }
  if (!live.isOurs(url)) return elsewhere(live, url);
  const answer = await send(live, url, method, fields);
  live.begin('answer');
  if (!live.spend(0)) await live.end('caller-left', 'while the server answered');
  if (live.ended) return undefined;
  if (fallbackUrl !== undefined && verdict(answer)?.cause === 'callback-error') {
    return ask(live, { url: fallbackUrl, method: fallbackMethod }, fields);
  }
  return read(live, url, answer);
}

/** Sends an event whose answer changes nothing: a status event, or `referComplete` of a call that is gone. */
export async function tell(live: LiveCall, { url, method }: Destination, fields: Fields): Promise<void> {
  if (live.isOurs(url)) await send(live, url, method, fields);
  else await live.record({ kind: 'note', text: `${String(fields.eventType)} goes to ${url}` });
}

/** As {@link tell}, or later where the call's transport reorders status events. */
export async function tellStatus(live: LiveCall, to: Destination, fields: Fields): Promise<void> {
  if (live.call.transport.reorderStatus) live.heldBack.unshift(() => tell(live, to, fields));
  else await tell(live, to, fields);
}
