import type { ServerResponse } from 'node:http';

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

/** Writes what goes to the page as JSON, with the token taken out wherever it came from. */
export type ToJson = (value: unknown) => string;

/** Makes the {@link ToJson} of a server; a token has no character that JSON escapes. */
export const jsonWithout =
  (token: string): ToJson =>
  (value) =>
    JSON.stringify(value).replaceAll(token, '{token}');

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
