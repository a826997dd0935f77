import { counted, field } from '../../print/printable.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { eventWords, isHandOff, isResult, whoAnswered } from './event-words.ts';

const HANDED_ON = new Set(['begin', 'next', 'retry', 'bridge']);

const handOffCount = (count: number): string => (count === 0 ? '' : ` after ${counted(count, 'hand-off')}`);

/** What the last word on the call was, as far as its own result goes. */
function resultWords(last: StoredOutcome, count: number): string {
  const to = whoAnswered(last) ?? field(last, 'destination') ?? 'the target';
  if (last.outcome === 'connected')
    return `Connected to ${to}${handOffCount(count)}; the call left us there.`;
  if (last.outcome === 'abandoned') return `Not connected${handOffCount(count)}: the caller hung up.`;
  if (HANDED_ON.has(String(last.step))) {
    return `Open: handed to ${field(last, 'nextDestination') ?? 'a target'}, and nothing has come back. It may still be ringing or connected; that a caller hung up is only sent to the disconnect URLs.`;
  }
  if (last.outcome === 'completed')
    return `Connected to ${to}${handOffCount(count)}; they talked and hung up.`;
  if (last.step === 'redirect')
    return `Sent to the app's own URL${handOffCount(count)}; what followed is not known here.`;
  return `Not connected${handOffCount(count)}: ${last.step === 'hangup' ? 'we hung up' : 'the caller heard goodbye'}.`;
}

/** How a call ended, from its rows, oldest first. */
export function endingWords(rows: readonly StoredOutcome[]): string {
  const over = rows.findLast(({ eventType }) => eventType === 'disconnect');
  const last = rows.findLast((row) => isResult(row) && row !== over) ?? rows.findLast((row) => row !== over);
  const made = rows.filter(isHandOff).length;
  if (!last) return over ? `Only its end is stored: ${eventWords(over)}.` : 'Nothing is stored.';
  const isOpen = HANDED_ON.has(String(last.step));
  const tried = field(last, 'nextDestination') ?? 'a target';
  if (over && isOpen)
    return `Not connected${handOffCount(made)}: ${eventWords(over)}, while ${tried} was being tried.`;
  return resultWords(last, made);
}
