import type { IncomingMessage } from 'node:http';
import { RequestError } from './respond.ts';

/** An event is a few KB, and a stored one below 100 KB. */
const MAX_BODY_BYTES = 256 * 1024;

/**
 * Reads a body of our own page.
 * @throws {RequestError} 413, 415 or 400
 */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new RequestError(415, 'expected application/json');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new RequestError(413, `more than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below, with what is no object.
  }
  throw new RequestError(400, 'expected a JSON object');
}
