import { counted, field } from '../print/printable.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { messageWords } from '../words/recordings.ts';
import { eventWords, isHandOff, isResult, lastResult, whoAnswered } from './event-words.ts';

const HANDED_ON = new Set(['begin', 'next', 'retry', 'bridge']);

/** How a call ended, from its rows, oldest first. */
export function endingWords(rows: readonly StoredOutcome[]): string {
  const over = rows.findLast(({ eventType }) => eventType === 'disconnect');
  const others = rows.filter((row) => row !== over);
  const last = lastResult(others) ?? others.at(-1);
  if (!last) return over ? `Only its end is stored: ${eventWords(over)}.` : 'Nothing is stored.';
  const made = Math.max(rows.filter(isHandOff).length, isResult(last) ? 0 : Number(last.attempt) || 0);
  const after = made === 0 ? '' : ` after ${counted(made, 'hand-off')}`;
  const to = whoAnswered(last) ?? field(last, 'destination') ?? 'the target';
  const next = field(last, 'nextDestination') ?? 'a target';
  const isOpen = HANDED_ON.has(String(last.step));
  if (over && isOpen) return `Not connected${after}: ${eventWords(over)}, while ${next} was being tried.`;
  if (last.outcome === 'connected') return `Connected to ${to}${after}; the call left us there.`;
  if (last.outcome === 'voicemail') return `Not connected${after}: the caller left a ${messageWords(last)}.`;
  if (last.outcome === 'abandoned') return `Not connected${after}: the caller hung up.`;
  if (isOpen)
    return `Open: handed to ${next}, and nothing has come back. It may still be ringing or connected; that a caller hung up is only sent to the disconnect URLs.`;
  if (last.outcome === 'completed') return `Connected to ${to}${after}; they talked and hung up.`;
  if (last.step === 'redirect') return `Sent to the app's own URL${after}; what followed is not known here.`;
  if (last.outcome === 'closed' && last.step !== 'voicemail' && last.step !== 'menu')
    return `Not connected: no destination was open; ${last.step === 'hangup' ? 'we hung up' : 'the caller was told so'}.`;
  if (last.step === 'voicemail')
    return `Not connected${after}: the caller was asked for a message, and none is stored${over ? '' : ' yet'}.`;
  if (last.step === 'menu')
    return over
      ? `Not connected${after}: the caller hung up in a menu.`
      : `Open${after}: the caller was asked to choose, and no key is stored yet.`;
  return `Not connected${after}: ${last.step === 'hangup' ? 'we hung up' : 'the caller heard goodbye'}.`;
}
