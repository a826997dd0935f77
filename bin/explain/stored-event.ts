import { type CallbackName, callbackOfEvent } from '../../functions/callbacks.ts';
import { OUR_NAMES } from '../../functions/outcomes/kept-fields.ts';
import { writeHandOff } from '../../functions/recovery/hand-off.ts';
import { parseDestination } from '../../functions/recovery/read-destination.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { READS_HAND_OFF } from './received.ts';

const RENAMED = 'event.';

/** The event of a row under the names that it came with, and where our answer had sent it. */
export interface StoredEvent {
  readonly callback: CallbackName;
  readonly event: Readonly<Record<string, unknown>> & { readonly callId: string };
  /** The query of the URL; empty where the callback reads none. */
  readonly query: string;
}

/** Reads the event of a row again; `undefined` where no callback is for its type. */
export function storedEvent(row: StoredOutcome): StoredEvent | undefined {
  const callback = callbackOfEvent(row.eventType)?.name;
  if (!callback) return undefined;
  const isOurs = (name: string): boolean => OUR_NAMES.has(name) || (name === 'eventTime' && 'undated' in row);
  const fields = Object.entries(row).filter(([name]) => !isOurs(name));
  const event = Object.fromEntries(
    fields.map(([name, value]) => [name.startsWith(RENAMED) ? name.slice(RENAMED.length) : name, value]),
  );
  const { callId, route, destination, unreadableDestination, attempt, retries } = row;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const query = writeHandOff({
    route: text(route),
    destination: parseDestination(text(destination)),
    unreadableDestination: text(unreadableDestination),
    attempt: Number(attempt ?? 1),
    retries: Number(retries ?? 0),
  });
  return { callback, event: { ...event, callId }, query: READS_HAND_OFF.includes(callback) ? query : '' };
}
