import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** A request of an AWS client, of the JSON protocols: the operation is in a header. */
export interface WireRequest {
  /** `PutItem`, `SendMessage`, … */
  readonly operation: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What came back for it. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Reads a stream to its end. */
export async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads a request to its end. */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const { headers, url: path = '/' } = incoming;
  const operation = String(headers['x-amz-target'] ?? '').replace(/^.*\./, '');
  return { operation, path, headers, body: await readAll(incoming) };
}

/** An answer of our own making. */
export const jsonAnswer = (status: number, body: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(body)),
});

/** Writes an answer; its length is told, so that one that breaks off is noticed. */
export function writeAnswer(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  const { connection, 'transfer-encoding': _, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
}
