/** Reason phrases of RFC 3261 §21 and, from 489 on, of IANA's registry of SIP response codes. */
// biome-ignore format: a line for each class
const PHRASES: Readonly<Record<number, string>> = {
  100: 'Trying', 180: 'Ringing', 181: 'Call Is Being Forwarded', 182: 'Queued', 183: 'Session Progress',
  200: 'OK', 202: 'Accepted',
  300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Moved Temporarily', 305: 'Use Proxy', 380: 'Alternative Service',
  400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed',
  406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 410: 'Gone', 413: 'Request Entity Too Large',
  414: 'Request-URI Too Long', 415: 'Unsupported Media Type', 416: 'Unsupported URI Scheme', 420: 'Bad Extension', 421: 'Extension Required',
  423: 'Interval Too Brief', 480: 'Temporarily Unavailable', 481: 'Call/Transaction Does Not Exist', 482: 'Loop Detected',
  483: 'Too Many Hops', 484: 'Address Incomplete', 485: 'Ambiguous', 486: 'Busy Here', 487: 'Request Terminated',
  488: 'Not Acceptable Here', 489: 'Bad Event', 491: 'Request Pending', 493: 'Undecipherable',
  500: 'Server Internal Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Server Time-out',
  505: 'Version Not Supported', 513: 'Message Too Large', 580: 'Precondition Failure',
  600: 'Busy Everywhere', 603: 'Decline', 604: 'Does Not Exist Anywhere', 606: 'Not Acceptable', 607: 'Unwanted', 608: 'Rejected',
};

const CLASSES = [
  '',
  'in progress',
  'success',
  'redirection',
  'refused',
  'server failure',
  'refused everywhere',
];

/**
 * A SIP response code with its phrase: `486 Busy Here`. An unlisted one reads as its class (RFC 3261 §8.1.3.2),
 * and what is no code stands in quotes.
 */
export function codeWords(code: unknown): string {
  if (code === undefined || code === null || code === '') return 'no code';
  const number = Number(code);
  const phrase = PHRASES[number] ?? CLASSES[Math.floor(number / 100)];
  return phrase ? `${code} ${phrase}` : `"${code}"`;
}

/** Causes of transfers and disconnects (https://dev.bandwidth.com/docs/voice/webhooks/transferComplete). */
export const CAUSES: Readonly<Record<string, string>> = {
  hangup: 'hung up',
  busy: 'target busy',
  timeout: 'target did not answer',
  cancel: 'cancelled while it rang',
  rejected: 'target declined',
  'callback-error': 'a callback of the app failed',
  'invalid-bxml': 'the app sent BXML that is not valid',
  'application-error': 'the app failed',
  'account-limit': 'the account has too many calls',
  'node-capacity-exceeded': 'Bandwidth had no capacity',
  error: 'an error at Bandwidth',
  unknown: 'unknown to Bandwidth',
};

/** A cause in words, with the cause: `target busy (busy)`. */
export function causeWords(cause: string | undefined): string {
  if (cause === undefined) return 'no cause given';
  return Object.hasOwn(CAUSES, cause) ? `${CAUSES[cause]} (${cause})` : `cause "${cause}"`;
}
