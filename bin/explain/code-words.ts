import type { ReceivedCallback } from '../../functions/callback/parse.ts';

/** Reason phrases of RFC 3261 §21; those of other codes are left out, not invented. */
// biome-ignore format: a line for each class
const SIP_PHRASES: Readonly<Record<number, string>> = {
  100: 'Trying', 180: 'Ringing', 181: 'Call Is Being Forwarded', 182: 'Queued', 183: 'Session Progress',
  200: 'OK', 202: 'Accepted',
  300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Moved Temporarily', 305: 'Use Proxy', 380: 'Alternative Service',
  400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed',
  406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 410: 'Gone', 413: 'Request Entity Too Large',
  414: 'Request-URI Too Long', 415: 'Unsupported Media Type', 416: 'Unsupported URI Scheme', 420: 'Bad Extension', 421: 'Extension Required',
  423: 'Interval Too Brief', 480: 'Temporarily Unavailable', 481: 'Call/Transaction Does Not Exist', 482: 'Loop Detected',
  483: 'Too Many Hops', 484: 'Address Incomplete', 485: 'Ambiguous', 486: 'Busy Here', 487: 'Request Terminated',
  488: 'Not Acceptable Here', 491: 'Request Pending', 493: 'Undecipherable',
  500: 'Server Internal Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Server Time-out',
  505: 'Version Not Supported', 513: 'Message Too Large',
  600: 'Busy Everywhere', 603: 'Decline', 604: 'Does Not Exist Anywhere', 606: 'Not Acceptable',
};

const code = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return 'no code';
  const phrase = SIP_PHRASES[Number(value)];
  return phrase ? `${value} ${phrase}` : String(value);
};

/** What the fields of an event say of its outcome, a line each; the codes in words. */
export function codeWords({ fields }: ReceivedCallback): string[] {
  const { cause, errorMessage, sipResponseCode } = fields;
  if (fields.eventType === 'referComplete') {
    return [
      `referCallStatus is ${fields.referCallStatus ?? 'absent'}`,
      `REFER: ${code(fields.referSipResponseCode)} (the caller's own endpoint)`,
      `NOTIFY: ${code(fields.notifySipResponseCode)} (the destination)`,
    ];
  }
  if (cause === undefined) return [];
  const told = errorMessage ? `: ${errorMessage}` : '';
  const sip = sipResponseCode === undefined ? [] : [`SIP: ${code(sipResponseCode)}`];
  return [`cause is ${cause}${told}`, ...sip];
}
