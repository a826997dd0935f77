import type { Element } from './bxml/element.ts';
import { readBxml } from './bxml/read.ts';
import type { EventFields } from './event-fields.ts';
import type { Death } from './home-death.ts';
import type { LiveCall } from './live-call.ts';
import type { CallbackSent, HttpAnswer } from './timeline.ts';

/** BXML to execute, and the URL that it came from: what its relative URLs are relative to. */
export interface Document {
  readonly verbs: readonly Element[];
  readonly url: string;
}

/** Where an event goes. */
export interface CallbackUrls {
  readonly url: string;
  readonly method?: string | undefined;
  readonly fallbackUrl?: string | undefined;
  readonly fallbackMethod?: string | undefined;
}

/** The platform's own verdict on an answer that it cannot use, in the words of `cause`. */
export interface Verdict {
  readonly cause: 'callback-error' | 'invalid-bxml';
  readonly why: string;
}

function verdict({ failure, status, contentType }: HttpAnswer): Verdict | undefined {
  if (failure) return { cause: 'callback-error', why: failure };
  if (status !== 200) return { cause: 'callback-error', why: `answered ${status}` };
  if (!/^(application|text)\/xml\b/.test(contentType))
    return { cause: 'invalid-bxml', why: `content type "${contentType}"` };
  return undefined;
}

/** With GET an event's properties travel as query parameters beside those of the URL (https://dev.bandwidth.com/docs/voice/webhooks/). */
function queryUrl(url: string, fields: EventFields, barePlus: boolean): string {
  const query = String(new URLSearchParams(fields as Record<string, string>));
  return `${url}${url.includes('?') ? '&' : '?'}${barePlus ? query.replaceAll('%2B', '+') : query}`;
}

/** `fetch` says only "fetch failed"; the reason is in its cause. */
function causeOf({ cause, message }: Error): string {
  return cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : message;
}

/**
 * Sends a callback and reads the whole answer, or gives up after the limit. The
 * clock here is the real one: the limit is the platform's patience with a server.
 */
async function deliver({ fetch, limits }: LiveCall, url: string, init: RequestInit): Promise<HttpAnswer> {
  const began = performance.now();
  const took = () => performance.now() - began;
  const signal = AbortSignal.timeout(Math.ceil(limits.answerSeconds * 1000));
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const body = new Uint8Array(await response.arrayBuffer());
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, body, tookMillis: took() };
  } catch (error) {
    const reason = causeOf(error as Error);
    const failure = signal.aborted
      ? `no answer within ${limits.answerSeconds} s`
      : `no connection: ${reason}`;
    return { status: 0, contentType: '', body: new Uint8Array(), tookMillis: took(), failure };
  }
}

/** An answer as somebody may see it. */
function withoutToken(answer: HttpAnswer, token: string): HttpAnswer {
  const text = Buffer.from(answer.body).toString();
  const folder = `/${token}/`;
  return text.includes(folder)
    ? { ...answer, body: Buffer.from(text.replaceAll(folder, '/{token}/')) }
    : answer;
}

/** Gives the platform the answer of a server that is dead in this way. */
async function deliverDead(
  live: LiveCall,
  died: Death,
  sendAnyway: () => Promise<unknown>,
): Promise<HttpAnswer> {
  const { answerSeconds } = live.limits;
  const none = { status: 0, contentType: '', body: new Uint8Array(), tookMillis: 0, died };
  const tooLate = { ...none, failure: `no answer within ${answerSeconds} s` };
  switch (died) {
    case 'refuses':
      return { ...none, failure: 'no connection: ECONNREFUSED' };
    case 'answers 500':
      return { ...none, status: 500 };
    case 'answers no XML':
      return { ...none, status: 200, contentType: 'application/xml', body: Buffer.from('<Response><Hang') };
    case 'hangs':
      return tooLate;
    case 'answers too late':
      await sendAnyway();
      return tooLate;
  }
}

/** Sends an event, again if its call's transport duplicates, and records it; the token stays out of the record. */
async function send(
  live: LiveCall,
  { url, method: asked }: CallbackUrls,
  fields: EventFields,
): Promise<HttpAnswer> {
  const { get, barePlus = false, duplicate } = live.call.transport ?? {};
  const method = get || asked === 'GET' ? 'GET' : 'POST';
  const died = live.deathAt(url);
  const toServer = (): Promise<HttpAnswer> =>
    method === 'GET'
      ? deliver(live, queryUrl(url, fields, barePlus), { method })
      : deliver(live, url, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(fields),
        });
  const once = died === undefined ? toServer : () => deliverDead(live, died, toServer);
  const atOnce = duplicate === 'at-once' ? [once()] : [];
  const answer = await once();
  const repeats = duplicate === 'after' ? [await once()] : await Promise.all(atOnce);
  const eventType = String(fields.eventType);
  const recorded = { method, url: url.replace(live.token, '{token}'), eventType, fields } as const;
  const [first = answer, ...others] = [answer, ...repeats].map((each) => withoutToken(each, live.token));
  await live.addMoment({
    kind: 'callback',
    ...recorded,
    answer: first,
    repeats: others,
  } satisfies CallbackSent);
  // The caller hears nothing meanwhile.
  if (died === 'hangs' || died === 'answers too late') live.pass(live.limits.answerSeconds);
  return answer;
}

/** BXML of an answer, or why the platform cannot use it. */
function readAnswer({ limits }: LiveCall, url: string, answer: HttpAnswer): Document | Verdict {
  const wrong = verdict(answer);
  if (wrong) return wrong;
  const bxml = readBxml(answer.body, limits.bxmlBytes);
  return 'verbs' in bxml ? { verbs: bxml.verbs, url } : { cause: 'invalid-bxml', why: bxml.problem };
}

/** A document; `undefined` when the platform ends the call over what it is instead. */
async function orEnd(live: LiveCall, found: Document | Verdict): Promise<Document | undefined> {
  if ('verbs' in found) return found;
  await live.end(found.cause, found.why);
  return undefined;
}

/** Runs the answer of somebody else's application; where the call has none, the call is theirs, and ends for us. */
async function elsewhere(live: LiveCall, url: string): Promise<Document | undefined> {
  const bxml = live.call.elsewhere?.[url];
  if (bxml === undefined) await live.end('redirected', url);
  return bxml === undefined ? undefined : run(live, bxml, url);
}

/** Runs BXML that did not come from the server; `{callbacks}` in it is where the server's callbacks are. */
export async function run(live: LiveCall, bxml: string, url: string): Promise<Document | undefined> {
  await live.addMoment({ kind: 'elsewhere', url, bxml });
  const body = new TextEncoder().encode(live.expand(bxml));
  const answer = { status: 200, contentType: 'application/xml', body, tookMillis: 0 };
  return orEnd(live, readAnswer(live, url, answer));
}

/**
 * Sends an event whose answer a leg obeys. The fallback URL is used when the first gives nothing that can be
 * obeyed. What that is, is documented no more; it was 4xx, 5xx, no connection, and invalid BXML. `undefined` where
 * the call is over.
 */
export async function askLeg(
  live: LiveCall,
  to: CallbackUrls,
  fields: EventFields,
): Promise<Document | Verdict | undefined> {
  const { url, fallbackUrl, fallbackMethod } = to;
  if (live.countTime(':callback') > live.limits.callbacks) {
    await live.end('never', `still going after ${live.limits.callbacks} callbacks`);
    return undefined;
  }
  if (!live.isOurs(url)) return elsewhere(live, url);
  const answer = await send(live, to, fields);
  live.begin('answer');
  if (!live.spend(0)) await live.end('caller-left', 'while the server answered');
  if (live.ending) return undefined;
  const found = readAnswer(live, url, answer);
  if (fallbackUrl !== undefined && 'cause' in found) {
    await live.addMoment({ kind: 'note', text: `${found.cause}, ${found.why}: asks the fallback URL` });
    return askLeg(live, { url: fallbackUrl, method: fallbackMethod }, fields);
  }
  return found;
}

/** Sends an event whose answer the call obeys, or ends over. */
export async function ask(
  live: LiveCall,
  to: CallbackUrls,
  fields: EventFields,
): Promise<Document | undefined> {
  const found = await askLeg(live, to, fields);
  return found && orEnd(live, found);
}

/** Sends an event whose answer changes nothing: a status event, or `referComplete` of a call that is gone. */
export async function sendUnanswered(live: LiveCall, to: CallbackUrls, fields: EventFields): Promise<void> {
  if (live.isOurs(to.url)) await send(live, to, fields);
  else await live.addMoment({ kind: 'note', text: `${String(fields.eventType)} goes to ${to.url}` });
}

/** As {@link sendUnanswered}, or later where the call's transport reorders status events. */
export async function sendStatus(live: LiveCall, to: CallbackUrls, fields: EventFields): Promise<void> {
  if (live.call.transport?.reorderStatus) live.heldBack.unshift(() => sendUnanswered(live, to, fields));
  else await sendUnanswered(live, to, fields);
}
