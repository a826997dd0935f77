import type { Outcome } from '../../functions/recovery/outcome.ts';

/** What each outcome means, for people; which codes it stands for is in docs/design.md. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  begun: 'the call has its first hand-off',
  unrouted: 'no route matches the call',
  closed: 'no destination of the route is open',
  connected: 'the caller is with the destination, and no longer with us',
  completed: 'the destination was reached and the conversation is over',
  busy: 'the destination is busy',
  'no-answer': 'the destination rang, or could not be rung, and nobody answered',
  declined: 'the destination does not want the call',
  unreachable: 'the destination does not exist',
  unavailable: 'a server on the way is not working at the moment',
  refused: "the caller's own endpoint will not <Refer>",
  unconfirmed: 'the <Refer> was accepted, but its result was never reported',
  throttled: 'Bandwidth has no room for another call at the moment',
  misconfigured: 'Bandwidth could not run the answer to a callback',
  cancelled: 'the transfer was cancelled before anybody answered',
  abandoned: 'the caller left, unless a transferComplete of the call comes later',
  failed: 'it failed for a reason that is not given, or not known',
  recorded: 'the caller has left a message and is still there',
  voicemail: 'a message of the caller can be fetched from Bandwidth',
  'no-message': 'the caller said nothing, or the recording cannot be fetched',
};
