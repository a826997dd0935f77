import * as v from 'valibot';
import { CALLBACKS, type CallbackName, callbackRow } from '../callbacks.ts';
import type { Callback, CallEvent } from './callback.ts';
import { CallbackError, type FieldIssue } from './errors.ts';
import type { ReceivedCallback } from './parse.ts';

/** Tells the person who put a URL into the wrong attribute which one belongs there. */
function wrongUrl(name: CallbackName, eventType: unknown): string {
  const { setting } = callbackRow(name);
  const right = CALLBACKS.find((row) => row.eventType === eventType);
  return right
    ? `a ${right.eventType} event came to the URL …/${name}: set ${right.setting} to …/${right.name}`
    : `an event of another type came to the URL …/${name}: it belongs into ${setting}, and nowhere else`;
}

const toFieldIssue = (issue: v.BaseIssue<unknown>): FieldIssue => ({
  // Never null: what is validated is always an object, so an issue is one of a field.
  path: v.getDotPath(issue) as string,
  message: issue.message,
});

/**
 * Validates the fields of a callback against its schema.
 * @throws {CallbackError} `invalid`, with an issue for each field, and a message that says what to correct
 */
export function validate<Event extends CallEvent>(
  { name, schema }: Callback<Event>,
  { fields }: ReceivedCallback,
): Event {
  const result = v.safeParse(schema, fields);
  if (result.success) return result.output;
  const issues = result.issues.map(toFieldIssue);
  const wrongType = issues.filter(({ path }) => path === 'eventType');
  if (wrongType.length > 0) throw new CallbackError('invalid', wrongUrl(name, fields.eventType), wrongType);
  throw new CallbackError('invalid', 'a field of the event is missing or of another type', issues);
}
