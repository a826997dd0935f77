import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { legEventSchema, optionalSipCode, optionalText, outcomeText } from '../chain/fields.ts';
import { causeOutcome } from '../recovery/cause.ts';
import { settle } from '../recovery/decision.ts';
import { type HandOff, withTransferTo } from '../recovery/hand-off.ts';
import type { Outcome } from '../recovery/outcome.ts';
import type { Policy } from '../recovery/policy.ts';
import { positionOf } from '../recovery/position.ts';

/**
 * The `transferDisconnect` event: one leg of a transfer is over. Other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferDisconnect
 */
const TransferDisconnectSchema = legEventSchema('transferDisconnect', {
  endTime: optionalText,
  cause: outcomeText,
  errorMessage: optionalText,
  errorId: optionalText,
  sipResponseCode: optionalSipCode,
});

/** A `transferDisconnect` event, as {@link TransferDisconnectSchema} reads it. */
type TransferDisconnect = v.InferOutput<typeof TransferDisconnectSchema>;

/** The fields of a `transferDisconnect` event that tell its outcome. */
interface LegEnd {
  readonly cause?: string | undefined;
  readonly transferTo?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Tells whether a leg rang together with others: by its URL, else by the routes that have its
 * target. `from` and `to` are those of the leg, so they do not tell the route of the call.
 */
function rangWithOthers({ transferTo, to }: LegEnd, handOff: HandOff, { routes }: Policy): boolean {
  const { destination } = withTransferTo(handOff, transferTo ?? to);
  if (!destination || destination.targets.length > 1) return destination !== undefined;
  const named = routes.filter(({ name }) => name === handOff.route);
  const found = (named.length > 0 ? named : routes).flatMap(
    (route) => route.destinations[positionOf(route, destination)]?.targets.length ?? [],
  );
  return found.length > 0 && found.every((targets) => targets > 1);
}

/**
 * Reads how a leg of a transfer ended. A leg that was cancelled while it rang was
 * left by its caller, unless others rang with it: then one of them may have answered. One whose callee was asked
 * ends as a talk does whether or not they took it, so that it tells nothing.
 */
function transferDisconnectOutcome(leg: LegEnd, handOff: HandOff, policy: Policy): Outcome {
  if (leg.cause === 'hangup' && handOff.confirm !== undefined) return 'leg-ended';
  if (leg.cause !== 'cancel') return causeOutcome(leg.cause);
  return rangWithOthers(leg, handOff, policy) ? 'cancelled' : 'abandoned';
}

/** Records the end of a leg of a transfer, with the call that was transferred. */
export const transferDisconnect: Callback<TransferDisconnect> = {
  name: 'transfer-disconnect',
  schema: TransferDisconnectSchema,
  decide: (event, handOff, policy) => settle(transferDisconnectOutcome(event, handOff, policy), handOff),
};
