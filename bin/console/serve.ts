import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { isFromOtherOrigin, isFromOurPage, isFromThisMachine } from './guard.ts';
import { RequestError, readJson, respond, type ToJson } from './respond.ts';

/** A question of a page: the body of a POST, the query of a GET. */
type Asked = Readonly<Record<string, unknown>>;

/** The parts of the console that its paths lead to. */
export interface ConsoleRooms {
  readonly toJson: ToJson;
  openStream(response: ServerResponse): void;
  /** The functions that answer as JSON, by method and path. */
  readonly answers: Readonly<Record<string, (asked: Asked) => unknown>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const PAGE = new URL('./page/', import.meta.url);

/** The files of the page, by the path that serves each. */
const ASSETS = new Map(
  readdirSync(PAGE).flatMap((name) => {
    const type = TYPES[extname(name)];
    const path = name === 'index.html' ? '/' : `/console/${name}`;
    return type ? [[path, { type, body: readFileSync(new URL(name, PAGE)) }]] : [];
  }),
);

async function serveJson(rooms: ConsoleRooms, request: IncomingMessage, response: ServerResponse, url: URL) {
  const send = (status: number, value: unknown) =>
    respond(response, status, 'application/json; charset=utf-8', rooms.toJson(value));
  try {
    if (!isFromOurPage(request)) throw new RequestError(403, 'not from this page');
    const answer = rooms.answers[`${request.method} ${url.pathname}`];
    if (!answer) throw new RequestError(404, 'Not Found');
    const isGet = request.method === 'GET';
    send(200, await answer(isGet ? Object.fromEntries(url.searchParams) : await readJson(request)));
  } catch (error) {
    send(error instanceof RequestError ? error.status : 500, { message: (error as Error).message });
  }
}

/** Answers a request to the console; to anybody but this machine's browser there is none. */
function serve(rooms: ConsoleRooms, request: IncomingMessage, response: ServerResponse): void {
  const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
  const asset = request.method === 'GET' ? ASSETS.get(url?.pathname ?? '') : undefined;
  if (!url || !isFromThisMachine(request)) respond(response, 404, 'text/plain', 'Not Found');
  else if (isFromOtherOrigin(request)) respond(response, 403, 'text/plain', 'not from this page');
  else if (asset) respond(response, 200, asset.type, asset.body);
  else if (`${request.method} ${url.pathname}` === 'GET /console/events' && isFromOurPage(request)) {
    rooms.openStream(response);
  } else void serveJson(rooms, request, response, url);
}

/** Serves on 127.0.0.1: on the port that is wanted, or on a free one where that is taken or is none. */
export async function serveConsole(rooms: ConsoleRooms, wantedPort: number): Promise<Server> {
  const server = createServer((request, response) => serve(rooms, request, response));
  const listenOn = async (port: number) => once(server.listen(port, '127.0.0.1'), 'listening');
  await listenOn(wantedPort).catch(() => listenOn(0));
  return server;
}
