import { field, printable } from '../../print/printable.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { sipMeaning } from '../../words/sip-codes.ts';

/** Causes of transfers and disconnects (https://dev.bandwidth.com/docs/voice/webhooks/transferComplete). */
const CAUSES: Readonly<Record<string, string>> = {
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

function causeWords(row: StoredOutcome): string {
  const cause = field(row, 'cause');
  if (cause === undefined) return 'no cause given';
  return Object.hasOwn(CAUSES, cause) ? `${CAUSES[cause]} (${cause})` : `cause "${cause}"`;
}

/** A REFER in words: what the caller's own endpoint said to it, then what the target said. */
function referWords(row: StoredOutcome): string {
  const refer = field(row, 'referSipResponseCode');
  const notify = field(row, 'notifySipResponseCode');
  if (refer === undefined && notify === undefined && row.outcome !== 'connected') return 'REFER unanswered';
  const isAccepted = refer === undefined || /^2\d\d$/.test(refer);
  if (!isAccepted) return `REFER refused, endpoint ${sipMeaning(refer)}`;
  const accepted = `REFER accepted${refer === undefined ? '' : ` (${refer})`}`;
  if (notify !== undefined) return `${accepted}, target ${sipMeaning(notify)}`;
  return row.outcome === 'connected' ? `${accepted}, connected` : `${accepted}, then no word of the target`;
}

function rejectedWords(row: StoredOutcome): string {
  const reasons = Array.isArray(row.reasons) ? row.reasons.map(String) : [];
  return reasons.length > 0 ? printable(reasons.join('; ')) : 'callback not understood';
}

/** What an event says, in words with its codes: `REFER accepted (202), target busy (486)`. Total. */
export function eventWords(row: StoredOutcome): string {
  if (row.outcome === 'rejected') return rejectedWords(row);
  switch (row.eventType) {
    case 'referComplete':
      return referWords(row);
    case 'transferComplete':
      return causeWords(row);
    case 'transferDisconnect':
      return `leg to ${field(row, 'transferTo') ?? field(row, 'to') ?? 'a target'} over: ${causeWords(row)}`;
    case 'disconnect':
      return `call over: ${causeWords(row)}`;
    case 'initiate':
      return 'call came in';
    case 'answer':
      return 'call was answered';
    default:
      return `event "${field(row, 'eventType') ?? 'without a type'}"`;
  }
}

/** How an item differs from the event that came: its time was not told, or it was too large to be kept whole. */
export function storedWords(row: StoredOutcome): string[] {
  const cut = Array.isArray(row.cut) ? row.cut.map((name) => printable(String(name))).join(', ') : undefined;
  return [
    ...(row.undated === true ? ['undated: this is when it came'] : []),
    ...(cut === undefined ? [] : [`too large to be kept whole, cut: ${cut}`]),
  ];
}

/**
 * Tells rows that say how a hand-off ended, or why there was none, from those that only go with it:
 * the beginning of a call, and the ends of calls and legs, unless the caller gave up there.
 */
export const isResult = ({ eventType, outcome }: StoredOutcome): boolean =>
  outcome !== 'begun' &&
  (outcome === 'abandoned' || (eventType !== 'transferDisconnect' && eventType !== 'disconnect'));

/** Tells rows that count as one hand-off made: it has a number in its call, and its end is known. */
export const isHandOff = (row: StoredOutcome): boolean =>
  isResult(row) && row.eventType !== 'disconnect' && Number(row.attempt) > 0;
