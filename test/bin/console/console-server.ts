import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Console, startConsole } from '../../../bin/console/start.ts';
import type { OutcomeReader } from '../../../bin/reader/reader.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

/** A token that must not be seen. */
export const TOKEN = 'a-token-that-nobody-else-has-got';

export const POLICY = parsePolicy({
  routes: [{ name: 'desk', destinations: ['sip:a@example.com', 'sip:b@example.com'] }],
});

/** A row as an index or a call gives it; two of a second are of one call. */
export const row = (callId: string, change: Readonly<Record<string, unknown>> = {}): StoredOutcome =>
  ({
    callId,
    eventKey: '2026-11-21T22:00:00.000Z#referComplete',
    eventType: 'referComplete',
    eventTime: '2026-11-21T22:00:00.000Z',
    from: 'sip:bob@customer.example.com',
    to: 'sip:support@bw.example.com',
    referCallStatus: 'failure',
    referSipResponseCode: 202,
    notifySipResponseCode: 486,
    outcome: 'busy',
    attempt: 1,
    route: 'desk',
    destination: 'sip:a@example.com',
    step: 'next',
    nextDestination: 'sip:b@example.com',
    receivedAt: '2026-11-21T22:00:00.100Z',
    ...change,
  }) as StoredOutcome;

/** What a console reads: the rows of calls, by their id. */
export type Rows = Map<string, StoredOutcome[]>;

/** A reader of rows in memory. */
export const readerOf = (rows: Rows): Pick<OutcomeReader, 'call' | 'byOutcome'> => ({
  async *call(callId) {
    yield* rows.get(callId) ?? [];
  },
  async *byOutcome() {
    for (const call of rows.values()) yield* call;
  },
});

/** What a console of a deployed table is told of it. */
export const DEPLOYED = {
  words: 'table "outcomes" in AWS',
  sinceEpochMilliseconds: 0,
  everyMilliseconds: 50,
};

/** What differs from the console of a server on this machine whose policy is {@link POLICY}. */
interface ServerOptions {
  readonly policy?: () => Policy;
  readonly mistake?: () => string | undefined;
  readonly wantedPort?: number;
  readonly mode?: 'own' | 'deployed';
  readonly reader?: Pick<OutcomeReader, 'call' | 'byOutcome'>;
}

/** A console behind an HTTP server of its own: of a server on this machine, or of a deployed table. */
export async function startConsoleServer(rows: Rows, options: ServerOptions = {}) {
  const { policy = () => POLICY, mistake = () => undefined, wantedPort = 0, mode = 'own' } = options;
  // Nobody takes the callbacks of calls that are played.
  const callbacks = createServer((_, response) => response.writeHead(404).end());
  await once(callbacks.listen(0, '127.0.0.1'), 'listening');
  const callbacksUrl = `http://127.0.0.1:${(callbacks.address() as AddressInfo).port}`;
  const own = { token: TOKEN, tokenSource: 'CALLBACK_TOKEN', callbacksUrl, paceMilliseconds: 0 };
  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    await opened.close();
    callbacks.closeAllConnections();
    callbacks.close();
  }
  const opened = startConsole({
    reader: options.reader ?? readerOf(rows),
    read: () => ({ requests: 3, readUnits: 1.5 }),
    policy: () => ({ policy: policy(), file: 'recovery.json', mistake: mistake() }),
    shows: mode === 'own' ? { own } : { deployed: DEPLOYED },
  });
  return {
    console: opened,
    baseUrl: await opened.listen(wantedPort),
    close: () => (closing ??= close()),
  };
}

/** A console as {@link startConsoleServer} gives it. */
export type ConsoleServer = Awaited<ReturnType<typeof startConsoleServer>>;

/** The event of a callback as the front gives it. */
export const eventOf = (callId: string) =>
  ({
    body: JSON.stringify({ callId }),
    isBase64Encoded: false,
    rawQueryString: '',
    requestContext: { http: { method: 'POST' } },
  }) as Parameters<Console['answered']>[0];
