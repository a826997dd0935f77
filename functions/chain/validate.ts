import * as v from 'valibot';
import { type CallbackName, callbackOfEvent, callbackRow } from '../callbacks.ts';
import type { Callback, CallEvent } from './contract.ts';
import { CallbackError, type FieldIssue } from './errors.ts';
import type { ReceivedCallback } from './parse.ts';

/** Tells the person who put a URL into the wrong attribute which one belongs there. */
function wrongUrl(name: CallbackName, eventType: unknown): string {
  const { setting } = callbackRow(name);
  const right = callbackOfEvent(eventType);
  return right
    ? `a ${right.eventTypes[0]} event came to the URL …/${name}: set ${right.setting} to …/${right.name}`
    : `an event of another type came to the URL …/${name}: it belongs into ${setting}, and nowhere else`;
}

const toFieldIssue = (issue: v.BaseIssue<unknown>): FieldIssue => ({
  // Never null: what is validated is always an object, so an issue is one of a field.
  path: v.getDotPath(issue) as string,
  message: issue.message,
});

/**
 * Reads the fields of a callback by its schema. Only the event type can be wrong: whatever else is
 * missing or odd reads as absent, as the caller waits for a decision.
 * @throws {CallbackError} `invalid`, with a message that says which URL to correct
 */
export function validate<Event extends CallEvent>(
  { name, schema }: Callback<Event>,
  { fields }: ReceivedCallback,
): Event {
  const result = v.safeParse(schema, fields);
  if (result.success) return result.output;
  throw new CallbackError('invalid', wrongUrl(name, fields.eventType), result.issues.map(toFieldIssue));
}
