import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { isFromOtherOrigin, isFromOurPage, isFromThisMachine } from './guard.ts';
import type {
  CallStory,
  PlayChoices,
  PlayStarted,
  WhatIfAnswer,
  WhatIfExample,
  WhatIfRefusal,
} from './messages.ts';
import { RequestError, readJson, respond, type ToJson } from './respond.ts';

type Asked = Readonly<Record<string, unknown>>;

const PAGE = new URL('./page/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The files of the page, by the path that serves each. */
type Assets = ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>;

/** Reads the files of the page. */
export function readAssets(): Assets {
  const files = readdirSync(PAGE).flatMap((name) => {
    const type = TYPES[extname(name)];
    const path = name === 'index.html' ? '/' : `/console/${name}`;
    return type ? [[path, { type, body: readFileSync(new URL(name, PAGE)) }] as const] : [];
  });
  return new Map(files);
}

/** What the paths of the console lead to. */
export interface ConsoleRooms {
  readonly assets: Assets;
  readonly toJson: ToJson;
  openStream(response: ServerResponse): void;
  /** Throws a `RequestError` with 404 for a call of which nothing is stored. */
  story(callId: string): Promise<CallStory>;
  /** Has calls from before the session read, and sent like those that come. */
  earlier(): Promise<{ readonly callCount: number }>;
  choices(): PlayChoices;
  examples(): WhatIfExample[];
  play(asked: Asked): PlayStarted;
  whatIf(asked: Asked): WhatIfAnswer | WhatIfRefusal;
}

/** What a path gives as JSON. */
async function answer(rooms: ConsoleRooms, request: IncomingMessage, url: URL): Promise<unknown> {
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /console/call':
      return rooms.story(url.searchParams.get('callId') ?? '');
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
