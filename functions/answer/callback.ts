import type { Callback } from '../callback/callback.ts';
import { begin } from '../recovery/decide.ts';
import { type Answer, AnswerSchema } from './event.ts';

/** What happens when an outbound call is answered: its route begins, by `<Transfer>`, as `<Refer>` is for inbound calls. */
export const answer: Callback<Answer> = {
  name: 'answer',
  schema: AnswerSchema,
  decide: (event, _handOff, policy) => begin({ verb: 'transfer', call: event }, policy),
};
