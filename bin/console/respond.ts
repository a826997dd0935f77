import type { IncomingMessage, ServerResponse } from 'node:http';

/** `style-src` needs no exception: the page sets styles through the DOM, which this policy allows. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Headers of everything that the console answers. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** An event is a few KB, and a stored one below 100 KB. */
const MAX_BODY_CHARACTERS = 256 * 1024;

/** Writes what goes to the page as JSON, with the token taken out: it has no character that JSON escapes. */
export const jsonWithout = (token: string) => (value: unknown) =>
  JSON.stringify(value).replaceAll(token, '{token}');

/** The {@link jsonWithout} of a server. */
export type ToJson = ReturnType<typeof jsonWithout>;

/** Answers with a text. */
export function respond(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': type }).end(body);
}

/** A request that cannot be answered, with the status that says so. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads a JSON object that our own page sends.
 * @throws {RequestError} 413, 415 or 400
 */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new RequestError(415, 'expected application/json');
  }
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_BODY_CHARACTERS)
      throw new RequestError(413, `more than ${MAX_BODY_CHARACTERS} characters`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // No JSON is refused below, like JSON that is no object.
  }
  throw new RequestError(400, 'expected a JSON object');
}
