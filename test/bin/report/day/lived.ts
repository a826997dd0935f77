import { isStatusEvent, type Moment, only, type Timeline } from '../../../../bin/simulator/timeline.ts';
import { CLOSED_PROMPT, ROUTE_OF } from './calls.ts';

type Sent = Extract<Moment, { kind: 'callback' }>;
type HandOff = Extract<Moment, { kind: 'hand-off' }>;

/** What a destination did, by the words of the simulator. */
const ENDS: Readonly<Record<string, string>> = {
  'refer 202 notify 200': 'answered',
  'refer 202 notify 486': 'busy',
  'refer 202 notify 480': 'no-answer',
  'refer 202 notify 603': 'declined',
  'refer 202 notify 404': 'unreachable',
  'refer 202 notify 503': 'unavailable',
  'refer 202': 'unconfirmed',
  'refer none': 'failed',
  'transfer busy': 'busy',
  'transfer timeout': 'no-answer',
  'transfer rejected': 'declined',
  'transfer error': 'failed',
  'transfer abandoned': 'abandoned',
};

/** A hand-off as the two ends lived through it, as far as a callback that arrived could tell. */
export interface LivedHandOff {
  readonly destination: string;
  readonly end: string;
  readonly isMet: boolean;
  readonly isAsked: boolean;
  readonly rangSeconds?: number | undefined;
  readonly talkedSeconds?: number | undefined;
  readonly metAtSeconds?: number | undefined;
}

/** A call as its caller lived through it. */
export interface Lived {
  readonly result: string;
  readonly route: string | null;
  readonly outcome: string;
  readonly handOffs: readonly LivedHandOff[];
  readonly waitedSeconds?: number | undefined;
  readonly gaveUpAfterSeconds?: number | undefined;
  /** Whether nothing arrived but that the call was over. */
  readonly isOnlyEnd: boolean;
}

/** The difference of two times in whole milliseconds. */
const exact = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** Tells a callback that arrived: from a dead region only what it answered too late. */
const hasArrived = ({ answer }: Sent): boolean =>
  answer.died === undefined || answer.died === 'answers too late';

const attemptOf = ({ url }: Sent): number => Number(new URL(url).searchParams.get('attempt') ?? 1);
const bodyOf = ({ answer }: Sent): string => new TextDecoder().decode(answer.body);

/** Recounts a call by the simulator's record alone; `undefined` where nothing of it ever arrived. */
export function lived(timeline: Timeline): Lived | undefined {
  const { moments, call, ending } = timeline;
  const arrived = only(timeline, 'callback').filter(hasArrived);
  if (arrived.length === 0) return undefined;
  const told = (eventType: string, attempt: number) =>
    arrived.filter((each) => each.eventType === eventType && attemptOf(each) === attempt);
  const over = arrived.find(({ eventType }) => eventType === 'disconnect');

  /** When a callee pressed the key that took a hand-off: just before it was connected. */
  function pressedAt(handOff: HandOff): number | undefined {
    const before = moments.slice(0, moments.indexOf(handOff as Moment));
    return before.findLast((moment) => moment.kind === 'callee' && moment.text.startsWith('presses'))
      ?.atSeconds;
  }

  function readHandOff(handOff: HandOff, index: number): LivedHandOff[] {
    const attempt = index + 1;
    const { destination, result, connected, asked, rang, atSeconds } = handOff;
    const end = told(handOff.by === 'refer' ? 'referComplete' : 'transferComplete', attempt)[0];
    const legs = told('transferDisconnect', attempt);
    const leg = legs.find(({ fields }) => 'answerTime' in fields);
    // Whose key arrived has taken the call, also if the caller left in the same moment.
    const isTaken = told('gather', attempt).some((each) => /<Pause/.test(bodyOf(each)));
    if (!end && legs.length === 0 && !isTaken) return [];
    const isMet = asked ? isTaken : connected && (end !== undefined || leg !== undefined);
    const isGroup = destination.includes(',');
    if (!end && isGroup && !isMet)
      return [{ destination, end: over ? 'abandoned' : 'cancelled', isMet, isAsked: false }];
    const spoken = isMet ? 'answered' : result === 'transfer left' ? 'abandoned' : 'not-accepted';
    const ending = ENDS[result] ?? spoken;
    const metAt = handOff.by === 'refer' ? atSeconds : asked ? pressedAt(handOff) : leg && rang?.toSeconds;
    return [
      {
        destination,
        end: ending,
        isMet,
        isAsked:
          asked !== undefined ||
          legs.some(({ url }) => url.includes('confirm=')) ||
          (end?.url.includes('confirm=') ?? false),
        ...(leg && rang && { rangSeconds: exact(rang.toSeconds - rang.fromSeconds) }),
        ...(isMet && { metAtSeconds: metAt }),
        ...(isMet && leg && metAt !== undefined && { talkedSeconds: exact(atSeconds - metAt) }),
      },
    ];
  }

  const handOffs = only(timeline, 'hand-off').map((each, index) => readHandOff(each, index));
  const flat = handOffs.flat();
  const metIndex = handOffs.findIndex(([each]) => each?.isMet);
  // The last document that the call itself was told to run.
  const last = arrived.findLast(
    ({ eventType }) => !isStatusEvent(eventType) && eventType !== 'transferAnswer' && eventType !== 'gather',
  );
  const body = last ? bodyOf(last) : '';
  const hasMessage = only(timeline, 'message').some(
    ({ recordingId, seconds }) =>
      seconds > 0 &&
      arrived.some(
        ({ fields, eventType }) => /^record/.test(eventType) && fields.recordingId === recordingId,
      ),
  );
  const isClosed = arrived.some((each) => bodyOf(each).includes(CLOSED_PROMPT));

  function result(): string {
    if (metIndex >= 0) return metIndex === 0 ? 'reachedAtOnce' : 'saved';
    if (hasMessage) return 'message';
    if (ending.how === 'callback-error' && over) return 'goodbye';
    if (isClosed) return 'closed';
    if (over?.fields.cause === 'cancel') return 'abandoned';
    if (flat.at(-1)?.end === 'abandoned' && ending.how === 'caller-left') return 'abandoned';
    if (!last) return 'unknown';
    if (/<(?:Transfer|Refer) /.test(body)) return over ? 'abandoned' : 'unknown';
    if (body.includes('<Record ')) return 'abandoned';
    return flat.at(-1)?.end === 'unconfirmed' ? 'unknown' : 'goodbye';
  }
  const found = result();
  const isAbandoned = found === 'abandoned';
  const leftAt = over
    ? (Date.parse(String(over.fields.endTime)) - Date.parse(String(over.fields.startTime))) / 1000
    : flat.at(-1)?.end === 'abandoned'
      ? only(timeline, 'hand-off').at(-1)?.atSeconds
      : undefined;
  const why = flat.at(-1)?.end ?? 'unrouted';
  return {
    result: found,
    route: arrived.every((each) => each === over) ? null : (ROUTE_OF[call.to] ?? null),
    outcome: isAbandoned || found === 'closed' ? found : why,
    handOffs: flat,
    waitedSeconds: metIndex < 0 ? undefined : handOffs[metIndex]?.[0]?.metAtSeconds,
    gaveUpAfterSeconds: isAbandoned ? leftAt : undefined,
    isOnlyEnd: arrived.every((each) => each === over) && over?.fields.cause === 'hangup',
  };
}
