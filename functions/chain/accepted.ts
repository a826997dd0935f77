import { acceptanceKey } from '../outcomes/acceptance.ts';
import type { OutcomeStore } from '../outcomes/store.ts';
import type { Accepted } from '../recovery/decision.ts';
import { describeError, log } from './log.ts';

/**
 * Reads whether the callee of a hand-off took it. Never throws: the caller is waiting, and goes on to the next
 * step where nobody knows.
 * @param id of the hand-off; nobody can have taken one whose id cannot be read
 */
export async function readAccepted(store: OutcomeStore, callId: string, id: string): Promise<Accepted> {
  if (id === '') return 'absent';
  try {
    if (!store.has) throw new Error('the store cannot be read');
    return (await store.has({ callId, eventKey: acceptanceKey(id) })) ? 'found' : 'absent';
  } catch (error) {
    log('WARN', 'acceptance not read', { callId, error: describeError(error) });
    return 'unread';
  }
}
