import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { parse } from '../../functions/chain/parse.ts';
import { readItem } from '../../functions/outcomes/read-item.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { dynamoDbClient } from '../aws/dynamodb-client.ts';
import { type OutcomeReader, outcomeReader } from '../reader/reader.ts';
import { CALL_STATE_WORDS } from '../words/call-states.ts';
import { OUTCOME_WORDS } from '../words/outcomes.ts';
import { backlog, callFeed, MOST_CALLS } from './call/feed.ts';
import { storyOf } from './call/story.ts';
import { openEventStream, type Send } from './event-stream.ts';
import type { CallStory, Words } from './messages.ts';
import { player } from './play/player.ts';
import { jsonWithout, RequestError } from './respond.ts';
import { type ConsoleRooms, serveConsole } from './serve.ts';
import { whatIf, whatIfExamples } from './what-if.ts';

/** The data that the console shows, and the server that it plays on. */
interface ConsoleOptions {
  readonly reader: Pick<OutcomeReader, 'call' | 'byOutcome'>;
  /** The policy of the server as it is now. */
  readonly policy: () => Policy;
  readonly token: string;
  /** The file that keeps the token, or `CALLBACK_TOKEN`, the variable that brought it. */
  readonly tokenSource: string;
  /** Where another deployment answers if the server does not; answers are shown with it, the token masked. */
  readonly fallbackBaseUrl?: string | undefined;
  /** How long each moment of a played call is looked at. */
  readonly paceMilliseconds?: number;
}

/** Where a console is served. */
interface ConsolePlace {
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

/** Starts the console; it reads the table only while a page is open. */
export function startConsole(options: ConsoleOptions): Console {
  const { reader, policy, token, tokenSource, paceMilliseconds } = options;
  const startedAtEpochMilliseconds = Date.now();
  const fallbackFolder = options.fallbackBaseUrl && `${options.fallbackBaseUrl}/{token}/`;
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
  /** Reads which call something is about; what cannot be read is about none. */
  function notice(read: () => string | undefined): void {
    try {
      const callId = read();
      if (callId !== undefined) feed.notice(callId);
    } catch {}
  }
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
    toJson,
    openStream: (response) => stream.add(response, welcome),
    answers: {
      async 'GET /console/call'({ callId }): Promise<CallStory> {
        const [begin, ...others] = await Array.fromAsync(reader.call(String(callId)));
        if (!begin) throw new RequestError(404, 'nothing is stored for this call');
        return storyOf(String(callId), [begin, ...others], policy(), {
          callbacksUrl,
          tokenSource,
          fallbackFolder,
        });
      },
      // Has calls from before the session read, and sent like those that come.
      async 'GET /console/earlier'() {
        const callIds = await backlog(reader, startedAtEpochMilliseconds);
        for (const callId of callIds) feed.notice(callId);
        return { callCount: callIds.length };
      },
      'GET /console/cases': played.choices,
      'GET /console/examples': whatIfExamples,
      'GET /console/words': (): Words => ({ states: CALL_STATE_WORDS, outcomes: OUTCOME_WORDS }),
      'POST /console/play': (asked) => played.play(asked, callbacksUrl),
      'POST /console/what-if': (asked) => whatIf(asked, policy(), fallbackFolder),
    },
  });
  let server: Server | undefined;
  return {
    async listen({ wantedPort, callbacksUrl }) {
      server = await serveConsole(rooms(callbacksUrl), wantedPort);
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    answered(event, status) {
      if (status === 200) notice(() => parse(event).fields.callId);
    },
    redriven({ Records }) {
      for (const { body } of Records) notice(() => readItem(body).callId);
    },
    async close() {
      played.close();
      stream.close();
      server?.closeAllConnections();
      await server?.[Symbol.asyncDispose]();
      await feed.close();
    },
  };
}

/** The table of a server, and what its console must know. */
interface ConsoleTable extends Pick<ConsoleOptions, 'policy' | 'token' | 'tokenSource' | 'fallbackBaseUrl'> {
  readonly endpoint: string;
  readonly tableName: string;
}

/** Starts the console of a server's own table. */
export function consoleOfTable({ endpoint, tableName, ...options }: ConsoleTable): Console {
  const client = dynamoDbClient(endpoint);
  const opened = startConsole({ ...options, reader: outcomeReader({ client, tableName }) });
  return {
    ...opened,
    async close() {
      await opened.close();
      client.destroy();
    },
  };
}
