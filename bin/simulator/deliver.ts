import type { Answer } from './timeline.ts';

/** What {@link deliver} needs of the global `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One HTTP request of the platform. */
export interface Delivery {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** With GET, a `+` that is not escaped, and so reads as a space. */
  readonly barePlus?: boolean;
}

/** With GET an event's properties travel as query parameters beside those of the URL (https://dev.bandwidth.com/docs/voice/webhooks/). */
export function requestUrl({ method, url, fields, barePlus }: Delivery): string {
  if (method === 'POST') return url;
  const query = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const written = barePlus ? String(query).replaceAll('%2B', '+') : String(query);
  return `${url}${url.includes('?') ? '&' : '?'}${written}`;
}

/**
 * Sends a callback and reads the whole answer, or gives up after the limit. The
 * clock here is the real one: the limit is the platform's patience with a server.
 */
export async function deliver(delivery: Delivery, answerSeconds: number, fetch: Fetch): Promise<Answer> {
  const began = performance.now();
  const base: Answer = { status: 0, contentType: '', body: new Uint8Array(), tookMillis: 0 };
  try {
    const response = await fetch(requestUrl(delivery), {
      method: delivery.method,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.ceil(answerSeconds * 1000)),
      ...(delivery.method === 'POST' && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(delivery.fields),
      }),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, body, tookMillis: performance.now() - began };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    const failure = timedOut ? `no answer within ${answerSeconds} s` : `no connection: ${causeOf(error)}`;
    return { ...base, tookMillis: performance.now() - began, failure };
  }
}

/** `fetch` says only "fetch failed"; the reason is in its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : String(cause);
}
