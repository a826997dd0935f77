import { errorIdentifier } from '../identifiers.ts';
import type { LiveCall } from '../live-call.ts';
import type { Fields } from './call-fields.ts';

/** Texts of `errorMessage`; only "Callee is busy" is documented. */
const MESSAGES: Readonly<Record<string, string>> = {
  busy: 'Callee is busy',
  timeout: 'Call was not answered',
  rejected: 'Call was rejected',
  'account-limit': 'Account rate limit was reached',
  'node-capacity-exceeded': 'System capacity was reached',
  'callback-error': 'Callback could not be delivered',
  'invalid-bxml': 'Invalid BXML was returned',
};

/** Why a leg ended; with message and id where that was an error (`busy` is one, by the documented example). */
export function causeFields(live: LiveCall, cause: string): Fields {
  if (cause === 'hangup' || cause === 'cancel') return { cause };
  const errorMessage = MESSAGES[cause] ?? `Call ended: ${cause}`;
  return { cause, errorMessage, errorId: errorIdentifier(live.world.random) };
}
