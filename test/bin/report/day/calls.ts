import { BEHAVIOURS, type Behaviour } from '../../../../bin/simulator/behaviour.ts';
import { ACCOUNT, type Call, type CallerHangUp, callIdentifier } from '../../../../bin/simulator/call.ts';
import { withDyingHome } from '../../../../bin/simulator/dying-home.ts';
import { type Random, seeded, seedOf } from '../../../../bin/simulator/random.ts';

/** The zone of the policy's hours. */
export const ZONE = 'America/New_York';

/** What callers hear when no destination is open. */
export const CLOSED_PROMPT = 'We are closed.';

const SALES = '+15550100001';
const MOBILES = '+15550100002';
const TEAM = '+15550100003';
const NOBODY = '+15550100009';
const SUPPORT = 'sip:support@bw.example.com';

/** A route for each way that a call can go. */
export const DAY_POLICY = {
  hours: { office: { timeZone: ZONE, weekly: { 'mon-sun': '08:00-18:00' } } },
  prompts: { closed: { say: CLOSED_PROMPT } },
  transfer: { callTimeoutSeconds: 25 },
  routes: [
    {
      name: 'sales',
      match: { to: SALES },
      hours: 'office',
      destinations: ['+15550001001', 'sip:desk-2@example.com'],
      outcomes: { closed: [{ step: 'voicemail', prompt: { say: CLOSED_PROMPT } }] },
    },
    { name: 'support', match: { to: SUPPORT }, destinations: ['sip:ann@example.com', 'sip:bob@example.com'] },
    {
      name: 'mobiles',
      match: { to: MOBILES },
      destinations: [
        { to: '+15550002001', confirm: true },
        { to: '+15550002002', confirm: true },
      ],
      outcomes: Object.fromEntries(
        ['busy', 'no-answer', 'declined', 'failed', 'not-accepted'].map((outcome) => [
          outcome,
          ['next', 'voicemail'],
        ]),
      ),
    },
    {
      name: 'team',
      match: { to: TEAM },
      hours: 'office',
      destinations: [['+15550003001', '+15550003002'], 'sip:desk-2@example.com'],
      outcomes: { completed: [{ step: 'redirect', url: 'https://survey.example.com' }] },
    },
  ],
};

/** The route of each number that is called; of any other there is none. */
export const ROUTE_OF: Readonly<Record<string, string>> = {
  [SALES]: 'sales',
  [SUPPORT]: 'support',
  [MOBILES]: 'mobiles',
  [TEAM]: 'team',
};

/** A caller as they write themselves, and whom they are known as. */
export interface Party {
  readonly from: string;
  readonly known: string | undefined;
}

const HOSTILE = 'sip:"><Hangup/><x y="@evil.example.com';

function randomParty(random: Random): Party {
  if (random.chance(0.08))
    return { from: random.pick(['Anonymous', 'Restricted', HOSTILE]), known: undefined };
  const number = `+1555020${String(random.integer(0, 199)).padStart(4, '0')}`;
  const from = random.chance(0.3) ? `sip:${number}@carrier.example.com;user=phone` : number;
  return { from, known: number };
}

const ENDS = ['busy', 'no-answer', 'declined', 'not-found', 'unavailable', 'silent', 'unsent'] as const;
const CALLEES = ['mailbox', 'mailbox', 'screener', 'wrong-key', 'leaves-prompt', 'presses-nothing'] as const;

function randomBehaviour(random: Random): Behaviour {
  if (random.chance(0.45)) return BEHAVIOURS[random.pick(ENDS)];
  if (random.chance(0.3)) return BEHAVIOURS[random.pick(CALLEES)];
  const endedBy = random.chance(0.4) ? 'caller' : 'destination';
  const [afterSeconds, talkSeconds] = [random.integer(1, 28), random.integer(1, 900)];
  return { ...BEHAVIOURS.answers, endedBy, afterSeconds, talkSeconds };
}

function randomHangUp(random: Random): CallerHangUp | undefined {
  if (!random.chance(0.3)) return undefined;
  if (random.chance(0.4)) return { afterSeconds: random.integer(1, 120) };
  return { during: random.pick(['hand-off', 'prompt', 'answer', 'message']), number: random.integer(1, 3) };
}

/** A first answer of a user's own app, which knows no other URL of ours than that of the end. */
const APP_TRANSFER =
  '<Response><Transfer transferCompleteUrl="{callbacks}/transfer-complete?destination=%2B15550001001"><PhoneNumber>+15550001001</PhoneNumber></Transfer></Response>';

/** A call of the day, when it begins, and whom its caller is known as. */
export interface DayCall {
  readonly call: Call;
  readonly startMillis: number;
  readonly known: string | undefined;
}

/** Plays nothing: makes the call of an index, the same for the same seed. Every fifth meets a region that dies. */
export function dayCall(
  seed: number,
  index: number,
  { first, last }: { first: number; last: number },
): DayCall {
  const random = seeded(seedOf(`${seed}/${index}`));
  const to = random.pick([SALES, SALES, SUPPORT, SUPPORT, MOBILES, MOBILES, TEAM, TEAM, NOBODY]);
  const party = randomParty(random);
  const isOwn = to === SALES && random.chance(0.3);
  const call: Call = {
    ...ACCOUNT,
    callId: callIdentifier(`day/${seed}/${index}`),
    from: party.from,
    to,
    direction: 'inbound',
    first: isOwn
      ? { bxml: APP_TRANSFER, url: 'https://app.example.com/calls' }
      : { ask: '{callbacks}/initiate' },
    behave: (destination, time) => randomBehaviour(seeded(seedOf(`${seed}/${index}/${destination}/${time}`))),
    hangsUp: randomHangUp(random),
    leaves: () => ({
      speaksSeconds: random.chance(0.3) ? 0 : random.integer(1, 60),
      ends: random.pick(['by waiting', 'by hanging up', 'by pressing #']),
    }),
    transport: {
      get: random.chance(0.1),
      duplicate: random.pick(['none', 'none', 'after', 'at-once']),
      reorderStatus: random.chance(0.2),
    },
    ...(random.chance(0.8) && { statusUrl: '{callbacks}/disconnect' }),
  };
  const startMillis = random.integer(first, last);
  return {
    call: index % 5 === 0 ? withDyingHome(call, `${seed}/${index}`) : call,
    startMillis,
    known: party.known,
  };
}
