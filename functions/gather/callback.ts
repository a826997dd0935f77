import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { CallbackError } from '../chain/errors.ts';
import { callAgeSeconds, legEventSchema, optionalText, outcomeText } from '../chain/fields.ts';
import { afterMenu } from '../recovery/decide.ts';
import { takeKey } from '../recovery/leg.ts';

/**
 * The `gather` event: keys were pressed, or none in time, as `digits` is empty then. Other fields are allowed, and
 * kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/gather
 */
const GatherSchema = legEventSchema('gather', { digits: outcomeText, terminatingDigit: optionalText });

/** A `gather` event, as {@link GatherSchema} reads it. */
type Gather = v.InferOutput<typeof GatherSchema>;

/**
 * Takes the step that a caller chose in a menu. Connects a callee who pressed the right key, after the key is stored,
 * and hangs up on any other. Its URL tells which of the two it is.
 */
export const gather: Callback<Gather> = {
  name: 'gather',
  schema: GatherSchema,
  decide: (event, handOff, policy) => {
    const { eventTime, digits } = event;
    if (handOff.menu !== undefined)
      return afterMenu(
        { call: event, eventTime, callAgeSeconds: callAgeSeconds(event), handOff, digits },
        policy,
      );
    if (handOff.confirm === undefined && event.parentCallId === undefined)
      throw new CallbackError(
        'invalid',
        'a gather event of neither a callee nor a menu came to the URL …/gather',
      );
    return takeKey({ call: event, handOff, digits }, policy);
  },
};
