import type { Decision } from '../../functions/recovery/decision.ts';
import { formatDestination } from '../../functions/recovery/destination.ts';

/** The hand-off that ended, in one line. */
export function endedWords({ ended }: Decision): string {
  const { attempt, retries, destination } = ended;
  if (attempt === 0) return 'none yet';
  const retried = retries > 0 ? `, retry ${retries} of this destination` : '';
  return `attempt ${attempt}${retried}, to ${destination ? formatDestination(destination) : 'an unknown destination'}`;
}

/** What the call is told to do, in one line. */
export function decisionWords({ step, action }: Decision): string {
  switch (action.kind) {
    case 'nothing':
      return 'nothing can be done: the call is only recorded';
    case 'record':
      return `${step}: a message is recorded`;
    case 'redirect':
      return `${step}: the call goes to ${action.url}`;
    case 'hangup':
      return `${step}: the call ends`;
    case 'hand-off': {
      const { verb, handOff } = action;
      const element = verb === 'refer' ? '<Refer>' : '<Transfer>';
      return `${step}: ${element} to ${formatDestination(handOff.destination)}, attempt ${handOff.attempt}`;
    }
  }
}
