import { readFileSync } from 'node:fs';
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { XMLParser } from 'fast-xml-parser';
import type { LocalServer } from '../local/server.ts';
import { plainItem } from './plain-item.ts';
import type { Scene } from './scenes.ts';

/** What was sent for a scene and what came of it. */
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

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

/** Where an answer wants the next callback, as Bandwidth would resolve it. */
function nextUrl({ bxml, url }: Played): URL {
  const { Refer, Transfer } = parser.parse(bxml).Response;
  return new URL(Refer?.referCompleteUrl ?? Transfer?.transferCompleteUrl ?? '', url);
}

function readEvent({ fixture, changes }: Scene, callId: string): Record<string, unknown> {
  const file = new URL(`../../test/fixtures/${fixture}.json`, import.meta.url);
  return { ...JSON.parse(readFileSync(file, 'utf8')), ...changes, callId };
}

/** The documentation shows one callId in all its examples; here each call gets an ending of its own. */
const callIdOf = (number: number): string =>
  `c-95ac8d6e-1a31c52e-b38f-4198-93c1-${String(number).padStart(12, '0')}`;

async function readItem(
  client: DynamoDBClient,
  tableName: string,
  event: Played['event'],
  url: URL,
): Promise<Played['item']> {
  const { callId, eventTime, eventType } = event;
  const attempt = Number(url.searchParams.get('attempt'));
  const eventKey = `${eventTime}#${eventType}${attempt > 1 ? `#${attempt}` : ''}`;
  const Key = { callId: { S: String(callId) }, eventKey: { S: eventKey } };
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item && plainItem(Item);
}

/** Plays scenes over HTTP, one after the other, as Bandwidth would, and reads back what was stored. */
export async function play(
  scenes: readonly Scene[],
  server: LocalServer,
  client: DynamoDBClient,
): Promise<Played[]> {
  const played: Played[] = [];
  let calls = 0;
  for (const scene of scenes) {
    const before = scene.continues ? played.at(-1) : undefined;
    if (!before) calls += 1;
    const event = readEvent(scene, callIdOf(calls));
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
      item: await readItem(client, server.tableName, event, url),
    });
  }
  return played;
}
