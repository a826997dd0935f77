import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { parse } from '../../functions/chain/parse.ts';
import { readItem } from '../../functions/outcomes/read-item.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import type { OutcomeReader } from '../reader/reader.ts';
import { backlog, callFeed, MOST_CALLS } from './call/feed.ts';
import { storyOf } from './call/story.ts';
import { openEventStream, type Send } from './event-stream.ts';
import { listenNear, type PageServer } from './listen.ts';
import { player } from './play/player.ts';
import { jsonWithout, RequestError } from './respond.ts';
import { type ConsoleRooms, readAssets, serveConsole } from './serve.ts';
import { whatIf, whatIfExamples } from './what-if.ts';

/** What the console shows, and where it plays. */
export interface ConsoleOptions {
  readonly reader: Pick<OutcomeReader, 'call' | 'byOutcome'>;
  /** The policy of the server as it is now. */
  readonly policy: () => Policy;
  readonly token: string;
  /** The file that keeps the token, or `CALLBACK_TOKEN`, the variable that brought it. */
  readonly tokenSource: string;
  /** How long each moment of a played call is looked at. */
  readonly paceMilliseconds?: number;
}

/** Where a console is served. */
export interface ConsolePlace {
  /** Port on 127.0.0.1, if it is free; 0 takes any free one. */
  readonly wantedPort: number;
  /** Where the callbacks of calls that are played go. */
  readonly callbacksUrl: string;
}

/** The console of a running server. */
export interface Console {
  /** Serves the page; gives its URL. */
  listen(place: ConsolePlace): Promise<string>;
  /** Is told every callback that was answered, by its status. */
  answered(event: APIGatewayProxyEventV2, status: number): void;
  /** Is told the outcomes that were taken from the queue, to be stored later than their callback. */
  redriven(event: SQSEvent): void;
  close(): Promise<void>;
}

/** How many calls one message carries, so that a page can draw in between. */
const CALLS_IN_MESSAGE = 1000;

const PACE_MILLISECONDS = 350;

/** The call that something names; `undefined` where it cannot be read. */
function callIdIn(read: () => { readonly callId: string | undefined }): string | undefined {
  try {
    return read().callId;
  } catch {
    return undefined;
  }
}

/** Starts the console; it reads the table only while a page is open. */
export function startConsole(options: ConsoleOptions): Console {
  const { reader, policy, token, tokenSource, paceMilliseconds } = options;
  const startedAtEpochMilliseconds = Date.now();
  const toJson = jsonWithout(token);
  let pages = 0;
  let trouble: string | undefined;

  const stream = openEventStream(toJson, () => {
    pages -= 1;
    feed.watch(pages > 0);
  });
  const onTrouble = (told: string | undefined): void => {
    if (told !== trouble) stream.send('table', { trouble: told });
    trouble = told;
  };
  const feed = callFeed({ reader, onCalls: (calls) => stream.send('calls', calls), onTrouble });
  const notice = (callId: string | undefined): void => {
    if (callId !== undefined) feed.notice(callId);
  };
  const played = player({
    token,
    policy,
    onPlayed: (moment) => stream.send('played', moment),
    paceMilliseconds: paceMilliseconds ?? PACE_MILLISECONDS,
  });

  function welcome(send: Send): void {
    send('hello', { mostCalls: MOST_CALLS });
    send('table', { trouble });
    const calls = [...feed.calls()];
    for (let at = 0; at < calls.length; at += CALLS_IN_MESSAGE)
      send('calls', calls.slice(at, at + CALLS_IN_MESSAGE));
    pages += 1;
    feed.watch(true);
  }

  const rooms = (callbacksUrl: string): ConsoleRooms => ({
    assets: readAssets(),
    toJson,
    openStream: (response) => stream.add(response, welcome),
    async story(callId) {
      const rows = await Array.fromAsync(reader.call(callId));
      if (rows.length === 0) throw new RequestError(404, 'nothing is stored for this call');
      return storyOf(callId, rows, policy(), { callbacksUrl, tokenSource });
    },
    async earlier() {
      const callIds = await backlog(reader, startedAtEpochMilliseconds);
      for (const callId of callIds) feed.notice(callId);
      return { callCount: callIds.length };
    },
    choices: played.choices,
    examples: whatIfExamples,
    play: (asked) => played.play(asked, callbacksUrl),
    whatIf: (question) => whatIf(question, policy()),
  });
  let server: PageServer | undefined;
  return {
    async listen({ wantedPort, callbacksUrl }) {
      const opened = rooms(callbacksUrl);
      server = await listenNear(wantedPort, (request, response) => serveConsole(opened, request, response));
      return server.url;
    },
    answered(event, status) {
      if (status === 200) notice(callIdIn(() => parse(event).fields));
    },
    redriven({ Records }) {
      for (const { body } of Records) notice(callIdIn(() => readItem(body)));
    },
    async close() {
      played.close();
      stream.close();
      await server?.close();
      await feed.close();
    },
  };
}
