import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { parse } from '../../functions/chain/parse.ts';
import { readItem } from '../../functions/outcomes/read-item.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { CLOCK_AHEAD_MILLISECONDS } from '../reader/follow.ts';
import { type OutcomeReader, outcomeReader } from '../reader/reader.ts';
import { CALL_STATE_WORDS } from '../words/call-states.ts';
import { OUTCOME_WORDS } from '../words/outcomes.ts';
import { earlierCalls } from './call/earlier.ts';
import { type DeployedTable, liveCalls, troubleOf } from './call/live.ts';
import { storyOf } from './call/story.ts';
import { openEventStream } from './event-stream.ts';
import type { CallStory, PolicyNews, ReadUnits, Words } from './messages.ts';
import { type PlayOptions, player } from './play/player.ts';
import { policyView } from './policy-view.ts';
import { jsonWithout, RequestError } from './respond.ts';
import { type ConsoleRooms, serveConsole } from './serve.ts';
import { whatIf, whatIfExamples } from './what-if.ts';

/** The policy that explains, and its file. */
export interface PolicyInUse extends PolicyNews {
  readonly policy: Policy;
}

/** The server on this machine whose calls are shown, and which new ones are played against. */
interface OwnServer extends PlayOptions {
  /** The file that keeps the token, or `CALLBACK_TOKEN`, the variable that brought it. */
  readonly tokenSource: string;
  readonly callbacksUrl: string;
}

/** The data that the console shows. */
interface ConsoleOptions {
  readonly reader: Pick<OutcomeReader, 'call' | 'byOutcome'>;
  /** What was read so far. */
  readonly read: () => ReadUnits;
  /** As it is now. */
  readonly policy: () => PolicyInUse;
  /** Where another deployment answers if this one does not; answers are shown with it, the token masked. */
  readonly fallbackBaseUrl?: string | undefined;
  /** How `outcomes` is told of the table; nothing for that of a server on this machine. */
  readonly tableOptions?: readonly string[] | undefined;
  readonly shows: { readonly own: OwnServer } | { readonly deployed: DeployedTable };
}

/** A console. */
export interface Console {
  /** Serves the page on a port of 127.0.0.1, if it is free; 0 takes any free one. Gives its URL. */
  listen(wantedPort: number): Promise<string>;
  /** Is told every callback that was answered, by its status. */
  answered(event: APIGatewayProxyEventV2, status: number): void;
  /** Is told the outcomes that were taken from the queue, to be stored later than their callback. */
  redriven(event: SQSEvent): void;
  /** Is told that the policy, or a mistake in its file, is another. */
  policyChanged(): void;
  close(): Promise<void>;
}

/** Has an error of the table told in one line. */
const reading = <Result>(result: Promise<Result>): Promise<Result> =>
  result.catch((error) => {
    throw new RequestError(500, troubleOf(error));
  });

/** Starts the console; it reads the table only while a page is open. */
export function startConsole(options: ConsoleOptions): Console {
  const { reader, read, policy, shows, fallbackBaseUrl, tableOptions } = options;
  const own = 'own' in shows ? shows.own : undefined;
  const deployed = 'deployed' in shows ? shows.deployed : undefined;
  const fallbackFolder = fallbackBaseUrl && `${fallbackBaseUrl}/{token}/`;
  const toJson = own ? jsonWithout(own.token) : JSON.stringify;
  const stream = openEventStream(toJson, () => live.leave());
  const live = liveCalls({ reader, read, deployed, send: stream.send });
  const policyNews = (): PolicyNews => ({ file: policy().file, mistake: policy().mistake });
  const startedAt = Date.now();
  const earlier = earlierCalls(
    reader,
    deployed?.sinceEpochMilliseconds ?? startedAt + CLOCK_AHEAD_MILLISECONDS,
  );
  const played =
    own && player({ ...own, policy: () => policy().policy, onPlayed: (one) => stream.send('played', one) });

  /** Reads which call something is about; what cannot be read is about none. */
  function notice(find: () => string | undefined): void {
    try {
      const callId = find();
      if (callId !== undefined) live.notice(callId);
    } catch {}
  }
  const rooms: ConsoleRooms = {
    toJson,
    openStream: (response) =>
      stream.add(response, (send) => {
        live.enter(send);
        send('policy', policyNews());
      }),
    answers: {
      async 'GET /console/call'({ callId }): Promise<CallStory> {
        const [begin, ...others] = await reading(Array.fromAsync(reader.call(String(callId))));
        if (!begin) throw new RequestError(404, 'nothing is stored for this call');
        const place = { policy: policy().policy, fallbackFolder, replay: own, tableOptions };
        return storyOf(String(callId), [begin, ...others], place);
      },
      // Has calls from before those shown read, and sent like those that come.
      async 'GET /console/earlier'() {
        const { callIds, sinceEpochMilliseconds } = await reading(earlier());
        for (const callId of callIds) live.notice(callId);
        return { callCount: callIds.length, sinceEpochMilliseconds };
      },
      'GET /console/examples': whatIfExamples,
      'GET /console/policy': () => policyView(policy().policy, policyNews(), new Date()),
      'GET /console/words': (): Words => ({ states: CALL_STATE_WORDS, outcomes: OUTCOME_WORDS }),
      'POST /console/what-if': (asked) => whatIf(asked, policy().policy, fallbackFolder),
      ...(own && played?.answers(own.callbacksUrl)),
    },
  };
  let server: Server | undefined;
  return {
    async listen(wantedPort) {
      server = await serveConsole(rooms, wantedPort);
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    answered(event, status) {
      if (status === 200) notice(() => parse(event).fields.callId);
    },
    redriven({ Records }) {
      for (const { body } of Records) notice(() => readItem(body).callId);
    },
    policyChanged: () => stream.send('policy', policyNews()),
    async close() {
      played?.close();
      stream.close();
      server?.closeAllConnections();
      await server?.[Symbol.asyncDispose]();
      await live.close();
    },
  };
}

/** Starts the console of a table, and counts what it reads. The client stays the caller's to close. */
export function consoleOfTable({
  client,
  tableName,
  ...options
}: Omit<ConsoleOptions, 'reader' | 'read'> & {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}) {
  let read: ReadUnits = { requests: 0, readUnits: 0 };
  function onRead(units: number): void {
    read = { requests: read.requests + 1, readUnits: read.readUnits + units };
  }
  return startConsole({
    ...options,
    reader: outcomeReader({ client, tableName, onRead }),
    read: () => read,
  });
}
