import { field } from '../../print/printable.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';

/**
 * What the call was told to do after an event, and so what the caller heard, as far as the row
 * tells: wording and waits stand in the policy. `undefined` where the call was not ours to steer.
 */
export function stepWords(row: StoredOutcome): string | undefined {
  const next = field(row, 'nextDestination') ?? 'a destination that is not stored';
  if (row.outcome === 'rejected') return 'caller heard goodbye, then we hung up';
  switch (row.step) {
    case 'begin':
      return `handed to ${next}`;
    case 'next':
      return `next destination: handed to ${next}`;
    case 'retry':
      return `tried again: handed to ${next}`;
    case 'bridge':
      return `connected by us instead (<Transfer>): handed to ${next}`;
    case 'redirect':
      return "sent on to the app's own URL";
    case 'goodbye':
      return 'caller heard goodbye, then we hung up';
    case 'hangup':
      return 'we hung up, without a goodbye';
    default:
      return undefined;
  }
}

/** The same in one or two words, for a list. */
export function stepWord(row: StoredOutcome): string {
  const step = field(row, 'step');
  if (row.outcome === 'rejected') return 'goodbye';
  return step === undefined || step === 'none' ? '' : step;
}
