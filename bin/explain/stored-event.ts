import { type CallbackName, callbackOfEvent } from '../../functions/callbacks.ts';
import { OUR_NAMES } from '../../functions/outcomes/kept-fields.ts';
import type { Accepted } from '../../functions/recovery/decision.ts';
import { callIdInUrl, writeHandOff } from '../../functions/recovery/hand-off.ts';
import { parseDestination } from '../../functions/recovery/read-destination.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { readsHandOff } from '../words/callbacks.ts';

const RENAMED = 'event.';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The event of a row under the names that it came with, and where our answer had sent it. */
interface StoredEvent {
  readonly callback: CallbackName;
  readonly event: Readonly<Record<string, unknown>> & { readonly callId: string };
  /** The query of the URL; empty where the callback reads none. */
  readonly query: string;
  /** The callee's key by the store, where that was asked. */
  readonly accepted: Accepted | undefined;
}

/** The time of an event by which we began a hand-off; `undefined` of any other. */
export const beganHandOffAt = (row: StoredOutcome): string | undefined =>
  row.nextDestination === undefined || 'undated' in row ? undefined : row.eventTime;

/**
 * Reads the event of a row again; `undefined` where no callback is for its type.
 * @param since when the first hand-off of the call was begun, which no row tells of another
 */
export function storedEvent(row: StoredOutcome, since?: string): StoredEvent | undefined {
  const callback = callbackOfEvent(row.eventType);
  if (!callback) return undefined;
  const { name, eventTypes } = callback;
  const isOurs = (name: string): boolean =>
    OUR_NAMES.has(name) || name === 'legCallId' || (name === 'eventTime' && 'undated' in row);
  const fields = Object.entries(row).filter(([name]) => !isOurs(name));
  const event = Object.fromEntries(
    fields.map(([name, value]) => [name.startsWith(RENAMED) ? name.slice(RENAMED.length) : name, value]),
  );
  const { callId, legCallId, route, destination, unreadableDestination, attempt, retries, confirm } = row;
  const context = text(row.context);
  const isOfCallee = eventTypes.some((type) => type === 'transferAnswer' || type === 'gather');
  const menu = text(row.menu);
  const menus = Number(row.menus ?? 0);
  const query = writeHandOff({
    route: text(route),
    destination: parseDestination(text(destination)),
    unreadableDestination: text(unreadableDestination),
    attempt: Number(attempt ?? 1),
    retries: Number(retries ?? 0),
    confirm: text(confirm),
    ...(menu !== undefined && { menu }),
    ...(menus > 0 && { menus }),
    ...(isOfCallee && menu === undefined && { call: callIdInUrl(callId) }),
    context,
    since,
  });
  const ofAnyCallback = context === undefined ? '' : new URLSearchParams({ context }).toString();
  return {
    callback: name,
    event: { ...event, callId: text(legCallId) ?? callId },
    query: readsHandOff(name) ? query : ofAnyCallback,
    accepted: text(row.accepted) as Accepted | undefined,
  };
}
