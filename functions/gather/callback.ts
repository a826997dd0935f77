import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { CallbackError } from '../chain/errors.ts';
import { legEventSchema, optionalText, outcomeText } from '../chain/fields.ts';
import { takeKey } from '../recovery/leg.ts';

/**
 * The `gather` event: keys were pressed, or none in time, as `digits` is empty then. Other fields are allowed, and
 * kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/gather
 */
const GatherSchema = legEventSchema('gather', { digits: outcomeText, terminatingDigit: optionalText });

/** A `gather` event, as {@link GatherSchema} reads it. */
type Gather = v.InferOutput<typeof GatherSchema>;

/** Connects a callee who pressed the right key, after the key is stored; hangs up on any other. */
export const gather: Callback<Gather> = {
  name: 'gather',
  schema: GatherSchema,
  decide: (event, handOff, policy) => {
    if (handOff.confirm === undefined && event.parentCallId === undefined)
      throw new CallbackError(
        'invalid',
        'a gather event of a caller came to the URL …/gather, which is for callees',
      );
    return takeKey({ call: event, handOff, digits: event.digits }, policy);
  },
};
