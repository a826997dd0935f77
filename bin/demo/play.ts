import { parsePolicy } from '../../lib/policy/parse.ts';
import { dynamoDbClient } from '../aws/dynamodb-client.ts';
import { DOCUMENTED_EVENTS } from '../documented-events/documented-events.ts';
import type { LocalServer } from '../local/server.ts';
import { type OutcomeReader, outcomeReader } from '../reader/reader.ts';
import type { Scene } from './scenes.ts';

/** The demo's own policy: every call may be put through to Anna, then to Ben. */
export const DEMO_POLICY = parsePolicy({
  routes: [{ name: 'desk', destinations: ['sip:anna@office.example.com', 'sip:ben@office.example.com'] }],
  prompts: { goodbye: { say: 'Nobody can take your call now. Please call again later. Goodbye.' } },
});

/** The request of a scene, and its result. */
export interface Played {
  readonly scene: Scene;
  readonly url: URL;
  readonly event: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly contentType: string;
  readonly bxml: string;
  /** Read back from DynamoDB; absent if it is not there. */
  readonly item: Readonly<Record<string, unknown>> | undefined;
}

/** Where an answer wants the next callback, as Bandwidth would resolve it. */
function nextUrl({ bxml, url }: Played): URL {
  const [, relative = ''] = /(?:refer|transfer)CompleteUrl="([^"]*)"/.exec(bxml) ?? [];
  return new URL(relative.replaceAll('&amp;', '&'), url);
}

/** The documentation shows one callId in all its examples; here each call gets an ending of its own. */
const callIdOf = (number: number): string =>
  `c-95ac8d6e-1a31c52e-b38f-4198-93c1-${String(number).padStart(12, '0')}`;

/** The newest item of a call. */
async function newestItem(reader: OutcomeReader, callId: string): Promise<Played['item']> {
  let newest: Played['item'];
  for await (const item of reader.call(callId)) newest = item;
  return newest;
}

/** Plays scenes over HTTP, one after the other, as Bandwidth would, and reads back what was stored. */
export async function play(scenes: readonly Scene[], server: LocalServer): Promise<Played[]> {
  const client = dynamoDbClient(server.endpoint);
  const reader = outcomeReader({ client, tableName: server.tableName });
  const played: Played[] = [];
  let calls = 0;
  for (const scene of scenes) {
    const before = scene.continues ? played.at(-1) : undefined;
    if (!before) calls += 1;
    const callId = callIdOf(calls);
    const event = { ...DOCUMENTED_EVENTS[scene.event], ...scene.changes, callId };
    const url = before ? nextUrl(before) : new URL(`${server.baseUrl}/${server.token}/${scene.callback}`);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    played.push({
      scene,
      url,
      event,
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      bxml: await response.text(),
      item: await newestItem(reader, callId),
    });
  }
  client.destroy();
  return played;
}
