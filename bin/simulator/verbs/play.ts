import type { Element } from '../bxml/element.ts';
import type { LiveCall } from '../live-call.ts';
import type { Document } from '../send.ts';

/** What follows a verb: the verb after it, another document, or nothing any more. */
export type Next = 'continue' | 'ended' | Document;

/** Executes one verb of a document that came from the given URL. */
export type Play = (live: LiveCall, verb: Element, documentUrl: string) => Promise<Next>;

/** The end of a call whose caller hung up. */
export async function callerLeft(live: LiveCall, during: string): Promise<'ended'> {
  await live.end('caller-left', `during ${during}`);
  return 'ended';
}

/** A URL of a verb, relative to the URL that returned the BXML (facts §5). */
export const resolve = (url: string, documentUrl: string): string => new URL(url, documentUrl).href;
