/** A response, ready for the wire. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

interface FunctionResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

const jsonAnswer = (status: number, json: string): GatewayAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(json),
});

const message = (status: number, text: string): GatewayAnswer =>
  jsonAnswer(status, JSON.stringify({ message: text }));

/** What API Gateway says by itself, word for word. */
export const GATEWAY_ANSWERS = {
  notFound: message(404, 'Not Found'),
  tooLarge: message(413, 'Request Entity Too Large'),
  functionFailed: message(500, 'Internal Server Error'),
} as const;

const hasStatus = (result: unknown): result is FunctionResult =>
  typeof result === 'object' && result !== null && 'statusCode' in result;

/**
 * Reads what a function returned, payload format 2.0: a result without
 * `statusCode` is itself the body of a 200.
 */
export function gatewayAnswer(result: unknown): GatewayAnswer {
  if (!hasStatus(result)) {
    return jsonAnswer(200, typeof result === 'string' ? result : (JSON.stringify(result) ?? ''));
  }
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded } = result;
  const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: Number(statusCode),
    headers: { ...Object.fromEntries(lowerCased), ...(cookies && { 'set-cookie': cookies }) },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}
