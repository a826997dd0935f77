import { type Surroundings, writeDocument } from '../bxml/document.ts';
import { handOffId } from '../outcomes/acceptance.ts';
import { type Arrival, eventKeyOf, type RecordedEvent } from '../outcomes/event-key.ts';
import type { Decision } from '../recovery/decision.ts';
import { callIdInUrl } from '../recovery/hand-off.ts';

/**
 * Writes the document of a decision about an event. A hand-off whose callee is asked gets an id that is made of the
 * event, so that the same callback gets the same bytes.
 */
export function answerDocument(
  decision: Decision,
  event: RecordedEvent,
  arrival: Arrival,
  fallbackFolder: Surroundings['fallbackFolder'],
): string {
  const { action } = decision;
  if (action.kind !== 'hand-off' || action.verb === 'refer')
    return writeDocument(decision, { fallbackFolder });
  const id = action.transfer.confirm ? handOffId(eventKeyOf(event, decision, arrival)) : undefined;
  return writeDocument(decision, { fallbackFolder, handOffId: id, callId: callIdInUrl(event.callId) });
}
