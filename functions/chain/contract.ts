import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { GenericSchema } from 'valibot';
import type { CallbackName } from '../callbacks.ts';
import type { Accepted, Decision } from '../recovery/decision.ts';
import type { HandOff } from '../recovery/hand-off.ts';
import type { Policy } from '../recovery/policy.ts';
import type { ReceivedCallback } from './parse.ts';
import type { Recorders } from './record.ts';

/** The fields of every event that is about a call. */
export interface CallEvent {
  readonly eventType: string;
  /** In UTC with milliseconds; absent where it is missing, or no time with its zone. */
  readonly eventTime?: string | undefined;
  readonly callId: string;
  /** The leg of the call that the event is about. */
  readonly legCallId?: string | undefined;
}

/** All that tells one callback from another: the rest of the chain is shared. */
export interface Callback<Event extends CallEvent> {
  readonly name: CallbackName;
  readonly schema: GenericSchema<unknown, Event>;
  /** The id of the hand-off of which the chain reads whether its callee took it; none where that decides nothing. */
  readonly asksAbout?: (event: Event, handOff: HandOff) => string | undefined;
  readonly decide: (event: Event, handOff: HandOff, policy: Policy, accepted?: Accepted) => Decision;
}

/** The settings and services of a chain. A deployed function makes them from its environment, a test by hand. */
export interface Deployment extends Recorders {
  readonly policy: Policy;
  /** The first eight hex digits of the hash of the policy, kept in each item. */
  readonly policyHash: string;
  /** The document that is answered when nothing can be decided. */
  readonly safeAnswer: string;
  readonly tokenHashes: readonly Buffer[];
  /** Days that an outcome is kept; 0 keeps it for ever. */
  readonly ttlDays: number;
  /** Whether the log line of a callback names the parties of the call. */
  readonly logParties?: boolean;
  /** The share of calls whose routine log lines are written, above 0 and up to 1; 1 where it is not given. */
  readonly logSample?: number;
  /** Where another deployment answers if this one does not, without a slash at its end. */
  readonly fallbackBaseUrl?: string | undefined;
  /** The longest that recording takes, with half a second to spare. */
  readonly recordingMilliseconds: number;
  readonly nowEpochMilliseconds: () => number;
}

/** A request that has come through the chain: `parse` and `validate` add what they found. */
export interface CallbackRequest<Event extends CallEvent> extends APIGatewayProxyEventV2 {
  received: ReceivedCallback;
  validated: Event;
}

/** A request somewhere in the chain. */
export type UnfinishedRequest = APIGatewayProxyEventV2 & { readonly received?: ReceivedCallback };
