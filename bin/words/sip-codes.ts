/**
 * What a SIP response code says about whoever sent it, to follow a subject: "target busy".
 * Source: RFC 3261 §21, and the registry of SIP response codes of IANA.
 */
const MEANINGS: Readonly<Record<number, string>> = {
  100: 'trying',
  180: 'ringing',
  181: 'forwarding the call',
  183: 'ringing',
  200: 'answered',
  202: 'accepted',
  300: 'offers several addresses',
  301: 'moved for good',
  302: 'moved for now',
  305: 'wants a proxy',
  400: 'found a bad request',
  401: 'wants authentication',
  402: 'wants payment',
  403: 'forbids it',
  404: 'not found',
  405: 'does not allow it',
  406: 'finds it not acceptable',
  407: 'wants proxy authentication',
  408: 'did not answer in time',
  410: 'gone',
  415: 'does not know this media type',
  416: 'does not know this kind of address',
  420: 'does not know this extension',
  421: 'needs an extension',
  423: 'found the interval too brief',
  480: 'not available now',
  481: 'does not know this call',
  482: 'found a loop',
  483: 'found too many hops',
  484: 'address incomplete',
  485: 'address ambiguous',
  486: 'busy',
  487: 'cancelled',
  488: 'media not acceptable',
  489: 'does not know this event',
  491: 'has another request pending',
  500: 'failed inside',
  501: 'cannot do this',
  502: 'got a bad answer behind it',
  503: 'service unavailable',
  504: 'got no answer behind it',
  513: 'found the message too large',
  580: 'could not meet a precondition',
  600: 'busy everywhere',
  603: 'declined',
  604: 'does not exist anywhere',
  606: 'media not acceptable',
  607: 'does not want the call',
  608: 'had the call rejected for it',
};

const CLASS_MEANINGS = ['', 'in progress', 'accepted', 'redirected', 'refused', 'failed', 'refused for good'];

/** A code in words with the code: `busy (486)`; an unlisted one reads as its class, as RFC 3261 §8.1.3.2 says. */
export function sipMeaning(code: number | string): string {
  const number = Number(code);
  const meaning = MEANINGS[number] ?? CLASS_MEANINGS[Math.floor(number / 100)];
  return meaning ? `${meaning} (${code})` : `answered "${code}"`;
}
