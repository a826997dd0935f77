import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { eventSchema, optionalSipCode, optionalText, outcomeText } from '../chain/fields.ts';
import { causeOutcome } from '../recovery/cause.ts';
import { settle } from '../recovery/decision.ts';
import type { Outcome } from '../recovery/outcome.ts';

/**
 * The `disconnect` event: the call is over. Other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/disconnect
 */
const DisconnectSchema = eventSchema('disconnect', {
  enqueuedTime: optionalText,
  endTime: optionalText,
  cause: outcomeText,
  errorMessage: optionalText,
  errorId: optionalText,
  sipResponseCode: optionalSipCode,
});

/** A `disconnect` event, as {@link DisconnectSchema} reads it. */
type Disconnect = v.InferOutput<typeof DisconnectSchema>;

/** The fields of a `disconnect` event that tell its outcome. */
interface CallEnd {
  readonly cause: string;
}

/**
 * Reads how a call ended. `cancel` is the caller giving up while it still rang; a
 * caller who leaves during a transfer is told by `transferDisconnect`.
 */
const disconnectOutcome = ({ cause }: CallEnd): Outcome =>
  cause === 'cancel' ? 'abandoned' : causeOutcome(cause);

/** Records the end of a call. */
export const disconnect: Callback<Disconnect> = {
  name: 'disconnect',
  schema: DisconnectSchema,
  decide: (event, { context }) => settle(disconnectOutcome(event), { attempt: 0, retries: 0, context }),
};
