import { behaviour } from '../../../bin/simulator/behaviour.ts';
import { ACCOUNT, type Call } from '../../../bin/simulator/call.ts';
import type { PlayCallOptions } from '../../../bin/simulator/live-call.ts';
import { playCall } from '../../../bin/simulator/play-call.ts';
import type { Timeline } from '../../../bin/simulator/timeline.ts';
import { type StubServer, TOKEN } from './stub-server.ts';

/** Destination behaviours by word; a list says what happens the first, second, … time. */
export type Behaves = Readonly<Record<string, string | readonly string[]>>;

export const behaveAs =
  (behaves: Behaves): Call['behave'] =>
  (destination, time) => {
    const words = [behaves[destination] ?? 'not-found'].flat();
    return behaviour(words[Math.min(time, words.length) - 1] ?? '');
  };

/** An inbound SIP call whose user's app answers with the given BXML. */
export const stubCall = (bxml: string, behaves: Behaves = {}, more: Partial<Call> = {}): Call => ({
  callId: 'c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d',
  from: 'sip:bob@customer.example.com',
  to: 'sip:support@bw.example.com',
  direction: 'inbound',
  ...ACCOUNT,
  first: { bxml: `<Response>${bxml}</Response>`, url: 'https://app.example.com/calls' },
  behave: behaveAs(behaves),
  ...more,
});

export const START_MILLIS = Date.parse('2026-04-30T13:13:34.859Z');

export const playAgainst = (
  server: StubServer,
  call: Call,
  more: Partial<PlayCallOptions> = {},
): Promise<Timeline> =>
  playCall({
    baseUrl: server.baseUrl,
    token: TOKEN,
    call,
    startMillis: START_MILLIS,
    ...more,
  });

export const DESK = 'sip:alice@example.com';
export const NUMBER = '+15556667777';

/** A first `<Refer>` as a user's app may write it. */
export const firstRefer = (to = DESK, attributes = ''): string =>
  `<Refer referCompleteUrl="{callbacks}/refer-complete?destination=sip%3Aalice%40example.com" ${attributes}><SipUri>${to}</SipUri></Refer>`;

/** A first `<Transfer>` as a user's app may write it. */
export const firstTransfer = (targets = `<PhoneNumber>${NUMBER}</PhoneNumber>`, attributes = ''): string =>
  `<Transfer transferCompleteUrl="{callbacks}/transfer-complete" ${attributes}>${targets}</Transfer>`;

/** Plays a call whose user's app answers with the given BXML. */
export const player =
  (server: StubServer) =>
  (bxml: string, behaves: Behaves = {}, more: object = {}): Promise<Timeline> =>
    playAgainst(server, stubCall(bxml, behaves, more));
