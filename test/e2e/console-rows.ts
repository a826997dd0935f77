import type { StoredOutcome } from '../../bin/reader/stored-outcome.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { type Rows, row } from '../bin/console/console-server.ts';

const ANNA = 'sip:anna@office.example.com';
const BEN = 'sip:ben@office.example.com';

/** A policy with hours, messages and a warning: the night route follows one that takes every call. */
export const POLICY = parsePolicy({
  hours: { office: { timeZone: 'Europe/Berlin', weekly: { 'mon-fri': '09:00-17:00' } } },
  prompts: { closed: { say: 'We are closed.' } },
  outcomes: { 'no-answer': ['next', 'voicemail'] },
  routes: [
    { name: 'support', match: { to: 'sip:support@*' }, destinations: [ANNA, BEN] },
    {
      name: 'night',
      match: { to: 'sip:night@*' },
      hours: 'office',
      destinations: ['sip:dora@office.example.com'],
    },
    { name: 'rest', destinations: [{ to: '+15551230000', callerId: '+15553334444' }] },
    { name: 'hidden', match: { to: 'sip:hidden@*' }, destinations: [ANNA] },
  ],
});

let order = 0;

/** An event of a call, some seconds before now. */
export function event(callId: string, secondsAgo: number, change: object): StoredOutcome {
  order += 1;
  const eventTime = new Date(Date.now() - secondsAgo * 1000).toISOString();
  return row(callId, {
    eventTime,
    eventKey: `${eventTime}#${order}`,
    receivedAt: eventTime,
    route: 'support',
    destination: ANNA,
    step: 'goodbye',
    nextDestination: undefined,
    ...change,
  });
}

const next = { step: 'next', nextDestination: BEN };
const ben = { attempt: 2, destination: BEN };

/** The call of each state, by its id; the message has the address that Bandwidth gives it. */
export function callsOfEachState(): Rows {
  const media = (callId: string) =>
    `https://voice.bandwidth.com/api/v2/accounts/55555555/calls/${callId}/recordings/r-115da407-e3d9-4ea7-889f-5f4ad7386a80/media`;
  const message = (callId: string, url = media(callId)) => ({
    ...ben,
    eventType: 'recordingAvailable',
    outcome: 'voicemail',
    step: 'none',
    duration: 'PT12S',
    status: 'complete',
    recordingId: 'r-115da407-e3d9-4ea7-889f-5f4ad7386a80',
    mediaUrl: url,
  });
  const asked = (callId: string, ago: number) => [
    event(callId, ago, next),
    event(callId, ago - 20, { ...ben, outcome: 'no-answer', notifySipResponseCode: 480, step: 'voicemail' }),
  ];
  const sunday = { eventTime: '2026-11-22T03:10:00.000Z', receivedAt: '2026-11-22T03:25:00.000Z' };
  const night = {
    destination: undefined,
    to: 'sip:night@bw.example.com',
    route: 'night',
    from: '+15551230777',
  };
  return new Map<string, StoredOutcome[]>([
    ['c-ongoing', [event('c-ongoing', 30, { ...next, from: '+15551230001' })]],
    [
      'c-connected',
      [
        event('c-connected', 90, {
          outcome: 'connected',
          notifySipResponseCode: 200,
          step: 'none',
          from: '+15551230002',
        }),
      ],
    ],
    [
      'c-recovered',
      [
        event('c-recovered', 200, next),
        event('c-recovered', 190, { ...ben, outcome: 'connected', notifySipResponseCode: 200, step: 'none' }),
      ],
    ],
    ['c-message', [...asked('c-message', 300), event('c-message', 250, message('c-message'))]],
    [
      'c-hostile',
      [
        ...asked('c-hostile', 400),
        event('c-hostile', 350, message('c-hostile', 'https://evil.example.com/media')),
      ],
    ],
    [
      'c-closed',
      [event('c-closed', 0, { ...night, eventType: 'initiate', outcome: 'closed', attempt: 0, ...sunday })],
    ],
    [
      'c-abandoned',
      [
        event('c-abandoned', 500, {
          eventType: 'transferDisconnect',
          cause: 'cancel',
          outcome: 'abandoned',
          step: 'none',
        }),
      ],
    ],
    [
      'c-lost',
      [
        event('c-lost', 700, { ...next, outcome: 'declined', notifySipResponseCode: 603 }),
        ...[2, 3, 4, 5].map((attempt) =>
          event('c-lost', 690 - attempt, { ...ben, attempt, outcome: 'failed', notifySipResponseCode: 488 }),
        ),
      ],
    ],
  ]);
}
