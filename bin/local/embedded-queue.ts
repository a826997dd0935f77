import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { jsonAnswer, readRequest, type WireAnswer, type WireRequest, writeAnswer } from '../wire/aws-json.ts';
import { inDataFolder } from './data-folder.ts';
import { programsOnly } from './programs-only.ts';
import { DEAD_LETTERS_NAME, QUEUE_NAME, QueueError, queueActions } from './queue-actions.ts';
import { fileJournal, noJournal } from './queue-journal.ts';
import { QueueMessages } from './queue-messages.ts';

/** An SQS in this process, on a free loopback port: one queue, and one for its dead letters. */
export interface EmbeddedQueue {
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  /** How many messages are left, dead ones not counted. */
  waiting(): number;
  close(): Promise<void>;
}

/** What {@link startEmbeddedQueue} is started with. */
export interface EmbeddedQueueOptions {
  /** Where messages are kept; without it, in memory. */
  readonly dataDirectory?: string | undefined;
  /** How long a message that was received waits to be received again. */
  readonly hiddenSeconds?: number;
  /** As in a deployment. */
  readonly maxReceives?: number;
}

/** Five minutes in a deployment; somebody who watches a local server does not wait that long. */
const HIDDEN_SECONDS = 5;
const MAX_RECEIVES = 30;

function openMessages(maxReceives: number, dataDirectory: string | undefined): QueueMessages {
  if (dataDirectory === undefined) return new QueueMessages({ maxReceives, journal: noJournal });
  const journal = fileJournal(join(dataDirectory, 'queue.ndjson'));
  return inDataFolder(dataDirectory, () => new QueueMessages({ maxReceives, journal }));
}

/**
 * Starts a queue that speaks as much of SQS's wire as a spill queue needs. Browsers are refused.
 * @throws {StartError} when the folder cannot be used, or holds something else in the place of the messages
 */
export async function startEmbeddedQueue(options: EmbeddedQueueOptions = {}): Promise<EmbeddedQueue> {
  const { dataDirectory, hiddenSeconds = HIDDEN_SECONDS, maxReceives = MAX_RECEIVES } = options;
  const messages = openMessages(maxReceives, dataDirectory);
  const ended = new AbortController();
  const actions: Readonly<Record<string, (request: object) => object | Promise<object>>> = queueActions(
    messages,
    hiddenSeconds,
    ended.signal,
  );

  async function answer({ operation, body }: WireRequest): Promise<WireAnswer> {
    try {
      const action = actions[operation];
      if (!action) throw new QueueError('InvalidAction', `not served here: ${operation}`);
      return jsonAnswer(200, await action(JSON.parse(body.toString()) as object));
    } catch (error) {
      const { message } = error as Error;
      return error instanceof QueueError
        ? jsonAnswer(400, { __type: error.type, message })
        : jsonAnswer(500, { __type: 'InternalFailure', message });
    }
  }

  const server = createServer((incoming, response) => {
    readRequest(incoming)
      .then(answer)
      .then((answered) => writeAnswer(response, answered))
      .catch(() => response.destroy());
  });
  programsOnly(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urlOf = (name: string): string => `${endpoint}/000000000000/${name}`;
  return {
    endpoint,
    queueUrl: urlOf(QUEUE_NAME),
    deadLettersUrl: urlOf(DEAD_LETTERS_NAME),
    waiting: () => {
      const { visible, hidden } = messages.count(false);
      return visible + hidden;
    },
    async close() {
      ended.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      messages.clearWhenEmpty();
    },
  };
}
