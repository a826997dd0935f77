import { isOutcomeItem, type OutcomeItem } from './item.ts';

/**
 * Reads an item that was written as JSON, to a queue or to the log.
 * @throws {Error} when the text is not JSON, or not an item with its key
 */
export function readItem(text: string): OutcomeItem {
  const value: unknown = JSON.parse(text);
  if (!isOutcomeItem(value)) throw new Error('not an outcome: callId or eventKey is missing');
  return value;
}
