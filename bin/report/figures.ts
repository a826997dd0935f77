import { local } from '../print/time-text.ts';
import type { TimeRange } from '../reader/time-range.ts';
import { CALL_RESULTS, type CallResult } from '../story/call-result.ts';
import { CallBacks, isLost } from './call-backs.ts';
import { DestinationTally, type MailboxRule } from './destination-tally.ts';
import { Lengths } from './lengths.ts';
import type { Report, RouteFigures, Totals } from './report.ts';
import type { ReportedCall } from './reported-call.ts';

/** What is counted: the calls that began in a period, of all routes or of one. */
interface Question extends TimeRange {
  readonly timeZone: string;
  readonly mailbox: MailboxRule;
  readonly route?: string | undefined;
}

/** Names may come from strangers: beyond this many of a kind, the rest is counted together. */
const MOST_NAMES = 10_000;
const OTHERS = '(others)';

/** All time zones differ from UTC by whole quarters of an hour. */
const QUARTER_MILLISECONDS = 900_000;

type Counts = { calls: number } & Record<CallResult, number>;

const noCalls = (): Counts => ({
  calls: 0,
  ...(Object.fromEntries(Object.keys(CALL_RESULTS).map((result) => [result, 0])) as Record<
    CallResult,
    number
  >),
});

const noHour = () => ({ calls: 0, reached: 0, lost: 0 });

const noRoute = () => ({ counts: noCalls(), waits: new Lengths(), gaveUp: new Lengths() });

/** Finds the value of a name, made where it is new. */
function named<Value>(values: Map<string | null, Value>, name: string | null, make: () => Value): Value {
  const key = values.has(name) || values.size < MOST_NAMES ? name : OTHERS;
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}

/** Counts calls, in any order; its size depends on how many routes, destinations and callers there are. */
export class Figures {
  readonly #question: Question;
  readonly #totals = noCalls();
  readonly #routes = new Map<string | null, ReturnType<typeof noRoute>>();
  readonly #destinations = new Map<string | null, DestinationTally>();
  readonly #hours = Array.from({ length: 24 }, noHour);
  readonly #hourOfQuarter = new Map<number, number>();
  readonly #callBacks = new CallBacks();

  constructor(question: Question) {
    this.#question = question;
  }

  #hourOf(time: number): ReturnType<typeof noHour> {
    const quarter = Math.floor(time / QUARTER_MILLISECONDS);
    const hour =
      this.#hourOfQuarter.get(quarter) ?? Number(local(time, this.#question.timeZone).slice(-8, -6));
    this.#hourOfQuarter.set(quarter, hour);
    return this.#hours[hour] as ReturnType<typeof noHour>;
  }

  /** Adds a call, if it is asked for. */
  add(call: ReportedCall): void {
    const { sinceEpochMilliseconds, untilEpochMilliseconds, route, mailbox } = this.#question;
    const { startedAtEpochMilliseconds: start, result } = call;
    if (!(start >= sinceEpochMilliseconds && start < untilEpochMilliseconds)) return;
    const isOther = route !== undefined && call.route !== route;
    this.#callBacks.add(call, isOther);
    if (isOther) return;
    const ofRoute = named(this.#routes, call.route ?? null, noRoute);
    for (const counts of [this.#totals, ofRoute.counts]) {
      counts.calls += 1;
      counts[result] += 1;
    }
    ofRoute.waits.add(call.waited);
    ofRoute.gaveUp.add(call.gaveUpAfter);
    for (const handOff of call.handOffs)
      named(this.#destinations, handOff.destination ?? null, () => new DestinationTally()).add(
        handOff,
        mailbox,
      );
    const hour = this.#hourOf(start);
    hour.calls += 1;
    if (result === 'reachedAtOnce' || result === 'saved') hour.reached += 1;
    if (isLost(call)) hour.lost += 1;
  }

  get calls(): number {
    return this.#totals.calls;
  }

  #routeFigures(): RouteFigures[] {
    return [...this.#routes]
      .map(([route, { counts, waits, gaveUp }]) => ({
        route,
        ...(counts as Totals),
        waitToPersonSeconds: { p50: waits.secondsAt(0.5), p90: waits.secondsAt(0.9) },
        gaveUpAfterSeconds: { p50: gaveUp.secondsAt(0.5) },
      }))
      .sort((one, other) => other.calls - one.calls || (String(one.route) < String(other.route) ? -1 : 1));
  }

  report(): Report {
    const { sinceEpochMilliseconds, untilEpochMilliseconds, timeZone } = this.#question;
    return {
      period: {
        since: new Date(sinceEpochMilliseconds).toISOString(),
        until: new Date(untilEpochMilliseconds).toISOString(),
        zone: timeZone,
      },
      totals: this.#totals,
      routes: this.#routeFigures(),
      destinations: [...this.#destinations]
        .sort(([one, a], [other, b]) => b.tried - a.tried || (String(one) < String(other) ? -1 : 1))
        .map(([destination, tally]) => tally.figures(destination)),
      hours: this.#hours.map((counts, hour) => ({ hour: `${String(hour).padStart(2, '0')}:00`, ...counts })),
      callBack: this.#callBacks.list(),
      callBackHidden: this.#callBacks.hidden,
    };
  }
}
