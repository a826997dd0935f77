import { Temporal } from '@js-temporal/polyfill';
import { ZONE } from './calls.ts';
import type { Lived, LivedHandOff } from './lived.ts';

/** A call of the day as it was lived through, and who made it when. */
export interface LivedCall extends Lived {
  readonly startMillis: number;
  readonly known: string | undefined;
}

const RESULTS = ['reachedAtOnce', 'saved', 'message', 'abandoned', 'goodbye', 'closed', 'unknown'];
const LOST = ['abandoned', 'goodbye', 'closed'];
const REACHED = ['reachedAtOnce', 'saved'];

const count = <Item>(items: readonly Item[], is: (item: Item) => boolean): number => items.filter(is).length;

const percentile = (lengths: readonly (number | undefined)[], share: number): number | null => {
  const sorted = lengths
    .filter((length) => length !== undefined)
    .map((length) => Math.round(Math.round(length * 1000) / 1000))
    .sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
};

const totals = (calls: readonly LivedCall[]) => ({
  calls: calls.length,
  ...Object.fromEntries(RESULTS.map((result) => [result, count(calls, (call) => call.result === result)])),
});

function groups<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): [string | null, Item[]][] {
  const keys = [...new Set(items.map(keyOf))];
  const all = keys.map((key): [string | null, Item[]] => [key, items.filter((item) => keyOf(item) === key)]);
  return all.sort(([a, one], [b, other]) => other.length - one.length || (String(a) < String(b) ? -1 : 1));
}

const OWN_COLUMN = ['answered', 'not-accepted', 'busy', 'no-answer', 'declined', 'abandoned'];

function destination(name: string | null, tried: readonly LivedHandOff[]) {
  const ended = (...ends: string[]) => count(tried, ({ end }) => ends.includes(end));
  const isAnswer = ({ end }: LivedHandOff) => end === 'answered' || end === 'not-accepted';
  const failed = tried.filter(({ end }) => !OWN_COLUMN.includes(end));
  const failedBy = Object.fromEntries(
    groups(failed, ({ end }) => end).map(([end, each]) => [end, each.length]),
  );
  const asked = tried.filter(({ isAsked }) => isAsked);
  const timed = tried.filter(
    ({ isAsked, isMet, rangSeconds, talkedSeconds }) =>
      !isAsked && isMet && rangSeconds !== undefined && talkedSeconds !== undefined,
  );
  const rings = tried.filter(isAnswer).map(({ rangSeconds }) => rangSeconds);
  const isMailbox = ({ rangSeconds = 0, talkedSeconds = 0 }) => rangSeconds >= 18 && talkedSeconds <= 20;
  return {
    destination: name,
    tried: tried.length,
    answered: count(tried, isAnswer),
    busy: ended('busy'),
    noAnswer: ended('no-answer'),
    declined: ended('declined'),
    abandoned: ended('abandoned'),
    failed: failed.length,
    failedBy,
    ringSeconds: { p50: percentile(rings, 0.5), p90: percentile(rings, 0.9) },
    talkSeconds: {
      p50: percentile(
        tried.map(({ talkedSeconds }) => talkedSeconds),
        0.5,
      ),
    },
    looksLikeMailbox: timed.length === 0 ? null : count(timed, isMailbox),
    taken: asked.length === 0 ? null : count(asked, ({ end }) => end === 'answered'),
    notTaken: asked.length === 0 ? null : count(asked, ({ end }) => end === 'not-accepted'),
  };
}

const hourOf = ({ startMillis }: LivedCall): number =>
  Temporal.Instant.fromEpochMilliseconds(startMillis).toZonedDateTimeISO(ZONE).hour;

function callBack(calls: readonly LivedCall[]) {
  const identified = calls.filter(({ known }) => known !== undefined);
  return groups(identified, ({ known = '' }) => known)
    .flatMap(([caller, theirs]) => {
      const inOrder = theirs.toSorted((one, other) => one.startMillis - other.startMillis);
      const lost = inOrder.filter(({ result }) => LOST.includes(result));
      const last = lost.at(-1);
      const isSettled = inOrder.some(
        ({ result, startMillis }) =>
          last && startMillis >= last.startMillis && [...REACHED, 'message'].includes(result),
      );
      if (!last || isSettled) return [];
      const { startMillis, route, outcome } = last;
      return [{ caller, calls: lost.length, lastAt: new Date(startMillis).toISOString(), route, outcome }];
    })
    .sort((one, other) => (one.lastAt > other.lastAt ? -1 : 1));
}

/** The figures of a day, from what its callers lived through. */
export const recount = (calls: readonly LivedCall[]) => ({
  totals: totals(calls),
  routes: groups(calls, ({ route }) => route).map(([route, each]) => ({
    route,
    ...totals(each),
    waitToPersonSeconds: {
      p50: percentile(
        each.map(({ waitedSeconds }) => waitedSeconds),
        0.5,
      ),
      p90: percentile(
        each.map(({ waitedSeconds }) => waitedSeconds),
        0.9,
      ),
    },
    gaveUpAfterSeconds: {
      p50: percentile(
        each.map(({ gaveUpAfterSeconds }) => gaveUpAfterSeconds),
        0.5,
      ),
    },
  })),
  destinations: groups(
    calls.flatMap(({ handOffs }) => handOffs),
    (each) => each.destination,
  ).map(([name, tried]) => destination(name, tried)),
  hours: Array.from({ length: 24 }, (_, hour) => {
    const each = calls.filter((call) => hourOf(call) === hour);
    return {
      hour: `${String(hour).padStart(2, '0')}:00`,
      calls: each.length,
      reached: count(each, ({ result }) => REACHED.includes(result)),
      lost: count(each, ({ result }) => LOST.includes(result)),
    };
  }),
  callBack: callBack(calls),
  callBackHidden: count(calls, ({ known, result }) => known === undefined && LOST.includes(result)),
});
