import { consequenceOf } from '../dying-home.ts';
import { type HttpAnswer, isStatusEvent, type Moment, only, type Timeline } from '../timeline.ts';
import { lateHandOff, lostContext } from './travelling.ts';

/** The promises that a server must keep, by the policy that it runs. */
export interface Promises {
  /** Most hand-offs of one call (`limits.attempts` of the policy). */
  readonly attempts: number;
  /** Seconds after the first hand-off, from which on none begins (`limits.waitSeconds`). */
  readonly waitSeconds?: number | undefined;
  /** Whether the policy hangs up on callers without a word (its `hangup` steps). */
  readonly silentHangups: boolean;
  /** Whether the policy shows numbers that an earlier `<Transfer>` hid (its `privacy` of false). */
  readonly showsNumbers?: boolean;
  /** Whether the table may fail: whether a callee took a call is then read, or not (docs/promises.md). */
  readonly readsFail?: boolean;
}

/** A promise that can be checked on one call: says how it was broken. */
interface Invariant {
  readonly name: string;
  readonly broken: (timeline: Timeline, promises: Promises) => string | undefined;
}

const sameBytes = (one: HttpAnswer, other: HttpAnswer): boolean =>
  one.status === other.status &&
  one.contentType === other.contentType &&
  Buffer.compare(one.body, other.body) === 0;

/** Whether the platform is content with a status: 200 where it wants BXML, else any 2xx. */
const isTaken = (eventType: string, status: number): boolean =>
  isStatusEvent(eventType) ? status >= 200 && status < 300 : status === 200;

/** Tells a moment after which the caller waits for a word. */
const isWaiting = ({ kind }: Moment): boolean => kind === 'hand-off' || kind === 'message' || kind === 'menu';

/**
 * From which moment on a caller who is hung up on must have heard something: the
 * last hand-off, if it failed, or message; the beginning, if there was none. `undefined` for a
 * caller who was connected.
 */
function mustHearSince({ moments }: Timeline): number | undefined {
  const last = moments.findLastIndex(isWaiting);
  const handOff = moments[last];
  if (handOff?.kind !== 'hand-off') return Math.max(last, 0);
  return handOff.connected ? undefined : last;
}

/** Holds where one deployment is all there is. */
const ALL_ANSWERED = 'every callback was answered';

/** The rules that every call must keep. Whether it is stored is checked apart, as that needs the table. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'every call ended',
    broken: ({ ending }) => (ending.how === 'never' ? ending.why : undefined),
  },
  {
    name: ALL_ANSWERED,
    broken: (timeline) => {
      const { how, why } = timeline.ending;
      if (how === 'callback-error' || how === 'invalid-bxml') return `${how}: ${why}`;
      const bad = only(timeline, 'callback').find(({ eventType, answer, repeats }) =>
        [answer, ...repeats].some(({ status }) => !isTaken(eventType, status)),
      );
      return bad && `${bad.eventType} was answered ${bad.answer.status}`;
    },
  },
  {
    name: 'nobody was hung up on without a prompt',
    broken: (timeline, { silentHangups }) => {
      const since = mustHearSince(timeline);
      if (silentHangups || timeline.ending.how !== 'hangup' || since === undefined) return undefined;
      const heard = timeline.moments.slice(since).some((moment) => moment.kind === 'heard' && moment.whole);
      return heard ? undefined : 'hung up, and nothing was heard after the last hand-off';
    },
  },
  {
    name: 'nobody was recorded without having been asked',
    broken: ({ moments }) => {
      const unasked = moments.findIndex(({ kind }, index) => {
        if (kind !== 'message') return false;
        const before = moments.slice(moments.slice(0, index).findLastIndex(isWaiting) + 1, index);
        return !before.some((moment) => moment.kind === 'heard' && moment.whole);
      });
      return unasked < 0 ? undefined : 'a message was recorded, and nothing was heard before it';
    },
  },
  {
    name: 'a hidden number stays hidden',
    broken: (timeline, { showsNumbers = false }) => {
      const transfers = only(timeline, 'hand-off').filter(({ by }) => by === 'transfer');
      const first = transfers.findIndex(({ hidden }) => hidden);
      const shown = first < 0 ? undefined : transfers.slice(first).find(({ hidden }) => !hidden);
      return showsNumbers || !shown ? undefined : `the transfer to ${shown.destination} shows the number`;
    },
  },
  {
    name: 'no more attempts than the limit',
    broken: (timeline, { attempts }) => {
      const count = only(timeline, 'hand-off').length;
      return count > attempts ? `${count} hand-offs; the limit is ${attempts}` : undefined;
    },
  },
  {
    name: 'no hand-off after the longest wait',
    broken: (timeline, { waitSeconds }) => lateHandOff(timeline, waitSeconds),
  },
  {
    name: 'a context stays with its call, and nothing else does',
    broken: lostContext,
  },
  {
    name: 'same request, same bytes',
    broken: (timeline, { readsFail = false }) => {
      const unlike = only(timeline, 'callback').find(
        ({ url, eventType, answer, repeats }) =>
          !(readsFail && eventType === 'transferComplete' && url.includes('confirm=')) &&
          repeats.some((repeat) => !sameBytes(answer, repeat)),
      );
      return unlike && `${unlike.eventType} was answered otherwise when it came again`;
    },
  },
];

/** The same where a first deployment dies, and a second takes over: but for `<Refer>`, nobody is dropped. */
export const INVARIANTS_WITH_SECOND: readonly Invariant[] = [
  ...INVARIANTS.filter(({ name }) => name !== ALL_ANSWERED),
  {
    name: 'nobody was dropped but in a <Refer>',
    broken: (timeline) => {
      const { how, why } = timeline.ending;
      const isDropped = how === 'callback-error' || how === 'invalid-bxml';
      return isDropped && consequenceOf(timeline) !== 'dropped in a <Refer>' ? `${how}: ${why}` : undefined;
    },
  },
];
