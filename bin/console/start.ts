import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { parse } from '../../functions/chain/parse.ts';
import { readItem } from '../../functions/outcomes/read-item.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import type { OutcomeReader } from '../reader/reader.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { readAssets } from './assets.ts';
import { backlog } from './call/backlog.ts';
import { callFeed, MOST_CALLS } from './call/feed.ts';
import { storyOf } from './call/story.ts';
import { openEventStream, type Send } from './event-stream.ts';
import { listenNear, type PageServer } from './listen.ts';
import { player } from './play/player.ts';
import { jsonWithout } from './respond.ts';
import { type ConsoleRooms, serveConsole } from './serve.ts';
import { whatIf, whatIfExamples } from './what-if.ts';

/** What the console shows, and where it plays. */
export interface ConsoleOptions {
  readonly reader: Pick<OutcomeReader, 'call' | 'byOutcome'>;
  /** The policy of the server as it is now. */
  readonly policy: () => Policy;
  readonly token: string;
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

function callIdOf(event: APIGatewayProxyEventV2): string | undefined {
  try {
    return parse(event).fields.callId;
  } catch {
    return undefined;
  }
}

function callIdOfItem(text: string): string | undefined {
  try {
    return readItem(text).callId;
  } catch {
    return undefined;
  }
}

/** Starts the console; it reads the table only while a page is open. */
export function startConsole({ reader, policy, token, paceMilliseconds }: ConsoleOptions): Console {
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
  const played = player({
    token,
    policy,
    onPlayed: (moment) => stream.send('played', moment),
    paceMilliseconds: paceMilliseconds ?? PACE_MILLISECONDS,
  });

  function welcome(send: Send): void {
    send('hello', { startedAtEpochMilliseconds, mostCalls: MOST_CALLS });
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
      const rows: StoredOutcome[] = [];
      for await (const row of reader.call(callId)) rows.push(row);
      return rows.length > 0 ? storyOf(callId, rows, policy()) : undefined;
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
      const callId = status === 200 ? callIdOf(event) : undefined;
      if (callId !== undefined) feed.notice(callId);
    },
    redriven({ Records }) {
      for (const { body } of Records) {
        const callId = callIdOfItem(body);
        if (callId !== undefined) feed.notice(callId);
      }
    },
    async close() {
      played.close();
      stream.close();
      await server?.close();
      await feed.close();
    },
  };
}
