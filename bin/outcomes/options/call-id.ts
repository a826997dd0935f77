import { UsageError } from '../../usage/usage-error.ts';
import { pasted } from './pasted.ts';

/** An id as Bandwidth makes it, alone or within a URL, a log line or JSON. */
const CALL_ID =
  /(?<![\da-z])c-[\da-f]{8}-[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/gi;

/** The id in the path of a call of Bandwidth's API (https://dev.bandwidth.com/apis/voice-apis/voice/). */
const IN_PATH = /\/calls\/([^/?#\s"'<>]+)/;

/** What stands around a text that was copied out of another. */
const AROUND = /^[\s"'“”‘’`<([{,]+|[\s"'“”‘’`>)\]},.;:!?]+$/g;

/**
 * The id of a call, typed or pasted: with quotes, punctuation or the URL around it.
 * @throws {UsageError} where there is none, or more than one
 */
export function readCallId(typed: string): string {
  const text = pasted(typed);
  const found = [...new Set(text.match(CALL_ID)?.map((id) => id.toLowerCase()))];
  if (found.length > 1)
    throw new UsageError(`These are ${found.length} calls: ${found.join(', ')}. Ask for one.`);
  const id = found[0] ?? (IN_PATH.exec(text)?.[1] ?? text).replaceAll(AROUND, '');
  if (id !== '') return id;
  throw new UsageError(
    `"${typed}" is no call: it is named as c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d.`,
  );
}
