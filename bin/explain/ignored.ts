import type { CallbackName } from '../../functions/callbacks.ts';
import { readHandOff, STATE_PARAMETERS } from '../../functions/recovery/hand-off.ts';
import type { Policy } from '../../functions/recovery/policy.ts';

/** The callbacks that read the hand-off in their URL. */
const READS_HAND_OFF: readonly CallbackName[] = [
  'refer-complete',
  'transfer-complete',
  'transfer-disconnect',
];

/** Parameters of the URL that read as if they were absent, or other than they are; a sentence each. */
export function ignoredParameters(name: CallbackName, query: URLSearchParams, policy: Policy): string[] {
  const read = readHandOff(query);
  return STATE_PARAMETERS.flatMap((parameter) => {
    const text = query.get(parameter);
    if (text === null) return [];
    if (!READS_HAND_OFF.includes(name)) return [`${parameter} is not read by ${name}`];
    switch (parameter) {
      case 'route':
        return policy.routes.some((route) => route.name === text)
          ? []
          : [`the policy has no route "${text}": the call is matched anew`];
      case 'destination':
        return read.unreadableDestination === undefined
          ? []
          : [`destination "${text}" is no sip: URI or number: the destination is unknown`];
      default:
        return String(read[parameter]) === text ? [] : [`${parameter} "${text}" reads as ${read[parameter]}`];
    }
  });
}
