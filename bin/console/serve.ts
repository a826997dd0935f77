import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asset } from './assets.ts';
import { isFromOtherOrigin, isFromOurPage, isFromThisMachine } from './guard.ts';
import type {
  CallStory,
  PlayChoices,
  PlayStarted,
  WhatIfAnswer,
  WhatIfExample,
  WhatIfRefusal,
} from './messages.ts';
import { readJson } from './read-json.ts';
import { RequestError, respond, type ToJson } from './respond.ts';

type Asked = Readonly<Record<string, unknown>>;

/** What the paths of the console lead to. */
export interface ConsoleRooms {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly toJson: ToJson;
  openStream(response: ServerResponse): void;
  /** `undefined` for a call of which nothing is stored. */
  story(callId: string): Promise<CallStory | undefined>;
  /** Has calls from before the session read, and sent like those that come. */
  earlier(): Promise<{ readonly callCount: number }>;
  choices(): PlayChoices;
  examples(): WhatIfExample[];
  play(asked: Asked): PlayStarted;
  whatIf(asked: Asked): WhatIfAnswer | WhatIfRefusal;
}

async function storyOrError({ story }: ConsoleRooms, { searchParams }: URL): Promise<CallStory> {
  const found = await story(searchParams.get('callId') ?? '');
  if (!found) throw new RequestError(404, 'nothing is stored for this call');
  return found;
}

/** What a path gives as JSON. */
async function answer(rooms: ConsoleRooms, request: IncomingMessage, url: URL): Promise<unknown> {
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /console/call':
      return storyOrError(rooms, url);
    case 'GET /console/earlier':
      return rooms.earlier();
    case 'GET /console/cases':
      return rooms.choices();
    case 'GET /console/examples':
      return rooms.examples();
    case 'POST /console/play':
      return rooms.play(await readJson(request));
    case 'POST /console/what-if':
      return rooms.whatIf(await readJson(request));
    default:
      throw new RequestError(404, 'Not Found');
  }
}

async function serveJson(rooms: ConsoleRooms, request: IncomingMessage, response: ServerResponse, url: URL) {
  const send = (status: number, value: unknown) =>
    respond(response, status, 'application/json; charset=utf-8', rooms.toJson(value));
  try {
    if (!isFromOurPage(request)) throw new RequestError(403, 'not from this page');
    send(200, await answer(rooms, request, url));
  } catch (error) {
    send(error instanceof RequestError ? error.status : 500, { message: (error as Error).message });
  }
}

/** Answers a request to the console; to anybody but this machine's browser there is none. */
export function serveConsole(rooms: ConsoleRooms, request: IncomingMessage, response: ServerResponse): void {
  const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
  const asset = request.method === 'GET' ? rooms.assets.get(url?.pathname ?? '') : undefined;
  if (!url || !isFromThisMachine(request)) respond(response, 404, 'text/plain', 'Not Found');
  else if (isFromOtherOrigin(request)) respond(response, 403, 'text/plain', 'not from this page');
  else if (asset) respond(response, 200, asset.type, asset.body);
  else if (`${request.method} ${url.pathname}` === 'GET /console/events' && isFromOurPage(request)) {
    rooms.openStream(response);
  } else void serveJson(rooms, request, response, url);
}
