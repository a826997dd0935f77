import type { Element } from '../bxml/element.ts';
import type { LiveCall } from '../live-call.ts';
import type { CallbackUrls, Document } from '../send.ts';

/** The continuation after a verb: the verb after it, another document, or nothing any more. */
type Next = 'continue' | 'ended' | Document;

/** Executes one verb of a document that came from the given URL. */
export type Play = (live: LiveCall, verb: Element, documentUrl: string) => Promise<Next>;

/** The end of a call whose caller hung up. */
export async function callerLeft(live: LiveCall, during: string): Promise<'ended'> {
  await live.end('caller-left', `during ${during}`);
  return 'ended';
}

/**
 * Where the event goes that an element names by its attributes, such as `referCompleteUrl` and
 * `referCompleteMethod`; a URL may be relative to the one that returned the BXML.
 */
export function destinationOf(
  { attributes }: Element,
  eventName: string,
  documentUrl: string,
): CallbackUrls | undefined {
  const resolved = (name: string): string | undefined =>
    attributes[name] && new URL(attributes[name], documentUrl).href;
  const url = resolved(`${eventName}Url`);
  return url
    ? {
        url,
        method: attributes[`${eventName}Method`],
        fallbackUrl: resolved(`${eventName}FallbackUrl`),
        fallbackMethod: attributes[`${eventName}FallbackMethod`],
      }
    : undefined;
}
