import { BEHAVIOURS, type Behaviour, behaviour } from '../behaviour.ts';
import {
  ACCOUNT,
  type Call,
  type CallerHangUp,
  callIdentifier,
  type Message,
  type Pressing,
  type Transport,
} from '../call.ts';
import { type Random, seeded, seedOf } from '../random.ts';

/** A run of random calls: its seed decides everything but times and call ids; these come from its name. */
export interface RandomRun {
  readonly seed: number;
  readonly runName: string;
}

const SIP = ['sip:desk-1@example.com', 'sip:desk-2@example.com', 'sip:desk-3@example.com:5070'] as const;
const NUMBERS = ['+15550001111', '+15550002222', '+442079460000'] as const;
const SIP_CALLERS = [
  'sip:bob@customer.example.com',
  'sip:+15553334444@carrier.example.com;user=phone',
  'sip:"><Hangup/><x y="@evil.example.com',
] as const;
const CALLERS = ['+15551112222', '+33123456789', 'Anonymous', 'Restricted'] as const;
const SIP_CALLED = ['sip:support@bw.example.com', 'sip:sales@bw.example.com'] as const;
const CALLED = ['+15553334444', '+15557778888'] as const;
/** A key as users have them, the longest one, and what is none. */
const CONTEXTS = [
  'ticket-4711',
  '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
  'x'.repeat(120),
  '"/><Hangup/><x y="',
  'a b',
  '',
] as const;
const TAGS = ['order-17', '</Response><Hangup/>', ']]>&#0;\u202e"\'', 'é\u{1f600}'] as const;

/** As likely as often named; the last are codes and causes of every class. */
const WORDS =
  'answers, answers, answers, busy, busy, no-answer, no-answer, declined, not-found, unavailable, silent, unsent, ' +
  'refer 405, refer 603, refer 500, refer 420, refer 481, refer 202, notify 600, notify 487, notify 302, notify 699, ' +
  'cause cancel, cause account-limit, cause error, cause callback-error, cause never-seen-before';

/** Who answers in a person's place, or does not press the key; without a question they talk. */
const CALLEES = ['mailbox', 'mailbox', 'screener', 'wrong-key', 'leaves-prompt', 'presses-nothing'] as const;

function randomBehaviour(random: Random): Behaviour {
  const chosen = behaviour(random.pick(WORDS.split(', ') as [string, ...string[]]));
  if (chosen.cause !== 'hangup') return chosen;
  if (random.chance(0.4)) return behaviour(random.pick(CALLEES));
  const endedBy = random.chance(0.3) ? 'caller' : 'destination';
  const afterSeconds = random.integer(1, 40);
  return { ...BEHAVIOURS.answers, endedBy, afterSeconds, talkSeconds: random.integer(1, 600) };
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** How users write a destination into their URL: as they should, in capitals, in brackets, escaped twice. */
const SPELLINGS = [
  encodeURIComponent,
  encodeURIComponent,
  (text: string) => encodeURIComponent(text.toUpperCase()),
  (text: string) => encodeURIComponent(`<${text}>`),
  (text: string) => encodeURIComponent(encodeURIComponent(text)),
] as const;

const withQuery = (query: string): string => (query === '' ? '' : `?${query}`);

const contextQuery = (context: string | undefined): string[] =>
  context === undefined ? [] : [`context=${encodeURIComponent(context)}`];

/** Makes a first answer of a user's own application: `<Refer>` or `<Transfer>`, mostly naming the destination. */
function randomBxml(random: Random, byRefer: boolean, context: string | undefined): string {
  const get = random.chance(0.2) ? 'GET' : 'POST';
  const targets = byRefer
    ? [random.pick(SIP)]
    : [random.pick(NUMBERS), random.pick(SIP)].slice(0, random.integer(1, 2));
  const destination = random.chance(0.8) ? [`destination=${random.pick(SPELLINGS)(targets.join(','))}`] : [];
  const query = withQuery([...destination, ...contextQuery(context)].join('&amp;'));
  const tag = random.chance(0.2) ? ` tag="${escapeXml(random.pick(['a', '<b>', '&']))}"` : '';
  const nested = targets.map((to) =>
    to.startsWith('+') ? `<PhoneNumber>${to}</PhoneNumber>` : `<SipUri>${to}</SipUri>`,
  );
  const privacy = !byRefer && random.chance(0.3) ? ' privacy="true" transferCallerDisplayName="Private"' : '';
  const [verb, name] = byRefer ? (['Refer', 'refer'] as const) : (['Transfer', 'transfer'] as const);
  const url = `{callbacks}/${name}-complete${query}`;
  return `<Response><${verb} ${name}CompleteUrl="${url}" ${name}CompleteMethod="${get}"${tag}${privacy}>${nested.join('')}</${verb}></Response>`;
}

function randomTransport(random: Random): Transport {
  const duplicate = random.pick(['none', 'none', 'none', 'after', 'at-once']);
  const get = random.chance(0.15);
  return { get, duplicate, barePlus: random.chance(0.5), reorderStatus: random.chance(0.3) };
}

function randomHangUp(random: Random): CallerHangUp | undefined {
  if (!random.chance(0.15)) return undefined;
  return random.chance(0.5)
    ? { afterSeconds: random.integer(1, 180) }
    : { during: random.pick(['hand-off', 'prompt', 'answer']), number: random.integer(1, 3) };
}

/** A message as callers leave it: many wait for what comes, some hang up or press a key, some say nothing. */
function randomMessage(random: Random): Message {
  const ends = random.pick(['by waiting', 'by hanging up', 'by pressing #', 'by pressing 5']);
  return { speaksSeconds: random.chance(0.2) ? 0 : random.integer(1, 90), ends };
}

/** What callers do in a menu: most press a key of it, some another, some none, and some hang up. */
const PRESSING: readonly [Pressing, ...Pressing[]] = [
  'as told',
  'key 1',
  'key 2',
  'key *',
  'wrong key',
  'nothing',
  'hangs up',
];

/** The call of this index in a run: the same for the same seed, whatever was played before it. */
export function randomCall({ seed, runName }: RandomRun, index: number): Call {
  const random = seeded(seedOf(`${seed}/${index}`));
  const direction = random.pick(['inbound', 'inbound', 'inbound', 'outbound']);
  const bySip = direction === 'inbound' && random.chance(0.7);
  // Mostly what works; a `<Refer>` on another leg is refused by the platform, and somebody will write it.
  const byRefer = bySip ? random.chance(0.75) : random.chance(0.1);
  const asked = direction === 'inbound' ? 'initiate' : 'answer';
  const ofContext = seeded(seedOf(`${seed}/${index}/context`));
  const context = ofContext.chance(0.5) ? ofContext.pick(CONTEXTS) : undefined;
  const bxml = randomBxml(random, byRefer, context);
  return {
    ...ACCOUNT,
    callId: callIdentifier(`${runName}/${seed}/${index}`),
    from: bySip && random.chance(0.9) ? random.pick(SIP_CALLERS) : random.pick(CALLERS),
    to: bySip ? random.pick(SIP_CALLED) : random.pick(CALLED),
    direction,
    context,
    tag: random.chance(0.3) ? random.pick(TAGS) : undefined,
    queuedSeconds: direction === 'outbound' && random.chance(0.3) ? random.integer(1, 20) : undefined,
    first: random.chance(0.5)
      ? { ask: `{callbacks}/${asked}${withQuery(contextQuery(context).join())}` }
      : { bxml, url: 'https://app.example.com/calls' },
    behave: (destination, time) => randomBehaviour(seeded(seedOf(`${seed}/${index}/${destination}/${time}`))),
    hangsUp: randomHangUp(random),
    leaves: (time) => randomMessage(seeded(seedOf(`${seed}/${index}/message/${time}`))),
    presses: (time) => seeded(seedOf(`${seed}/${index}/menu/${time}`)).pick(PRESSING),
    transport: randomTransport(random),
    statusUrl: '{callbacks}/disconnect',
  };
}
