import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { legEventSchema, optionalText } from '../chain/fields.ts';
import { answerLeg } from '../recovery/leg.ts';

/**
 * The `transferAnswer` event: a callee has picked up. `from` and `to` are those of the call that is handed to
 * them. Other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferAnswer
 */
const TransferAnswerSchema = legEventSchema('transferAnswer', { enqueuedTime: optionalText });

/** A `transferAnswer` event, as {@link TransferAnswerSchema} reads it. */
type TransferAnswer = v.InferOutput<typeof TransferAnswerSchema>;

/** Plays the announcement of the policy to a callee who has picked up, and asks for a key where the policy does. */
export const transferAnswer: Callback<TransferAnswer> = {
  name: 'transfer-answer',
  schema: TransferAnswerSchema,
  decide: (event, handOff, policy) => answerLeg({ call: event, handOff }, policy),
};
