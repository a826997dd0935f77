/**
 * The place that the page shows, by its address: `#/calls/<callId>`, `#/calls/<callId>/what-if/<number of
 * the event>`, `#/what-if`, `#/play`, `#/policy`, or the list alone.
 * @typedef {object} Place
 * @property {'list' | 'call' | 'what-if' | 'play' | 'policy'} page
 * @property {string} [callId]
 * @property {number} [moment]
 */

/** @param {string} callId */
export const callAddress = (callId) => `#/calls/${encodeURIComponent(callId)}`;

/** @param {string} [callId] @param {number} [moment] */
export const whatIfAddress = (callId, moment) =>
  callId === undefined
    ? '#/what-if'
    : `${callAddress(callId)}/what-if${moment === undefined ? '' : `/${moment}`}`;

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} hash @returns {Place} */
export function readAddress(hash) {
  const [, page, callId, below, moment] = hash.split('/');
  if (page === 'play' || page === 'what-if' || page === 'policy') return { page };
  if (page !== 'calls' || !callId) return { page: 'list' };
  return {
    page: below === 'what-if' ? 'what-if' : 'call',
    callId: decoded(callId),
    ...(moment && { moment: Number(moment) }),
  };
}
