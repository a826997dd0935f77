import type { CallResult } from '../story/call-result.ts';

/** The period of a report: moments in ISO 8601, and the IANA time zone of its clock. */
interface Period {
  readonly since: string;
  readonly until: string;
  readonly zone: string;
}

/** How many calls there were, and how many had each result. */
export type Totals = { readonly calls: number } & Readonly<Record<CallResult, number>>;

/** Seconds that half of the lengths, and nine of ten, do not exceed; `null` where none is told. */
interface Percentiles {
  readonly p50: number | null;
  readonly p90: number | null;
}

/** The calls of a route; `null` is for those without one. */
export interface RouteFigures extends Totals {
  readonly route: string | null;
  readonly waitToPersonSeconds: Percentiles;
  readonly gaveUpAfterSeconds: Pick<Percentiles, 'p50'>;
}

/** The hand-offs to a destination; what is not asked or not told of it is `null`. */
export interface DestinationFigures {
  readonly destination: string | null;
  readonly tried: number;
  readonly answered: number;
  readonly busy: number;
  readonly noAnswer: number;
  readonly declined: number;
  readonly abandoned: number;
  readonly failed: number;
  /** {@link failed} by outcome. */
  readonly failedBy: Readonly<Record<string, number>>;
  readonly ringSeconds: Percentiles;
  readonly talkSeconds: Pick<Percentiles, 'p50'>;
  readonly looksLikeMailbox: number | null;
  readonly taken: number | null;
  readonly notTaken: number | null;
}

/** The calls of an hour of the day; of several days the sum. */
export interface HourFigures {
  /** `09:00`. */
  readonly hour: string;
  readonly calls: number;
  readonly reached: number;
  readonly lost: number;
}

/** A caller to call back, by their last call in vain. */
export interface CallBack {
  readonly caller: string;
  readonly calls: number;
  /** When that call began, in ISO 8601. */
  readonly lastAt: string;
  readonly route: string | null;
  readonly outcome: string;
}

/** The report of a period, as `--json` prints it (docs/outcomes-report.v1.schema.json). */
export interface Report {
  readonly period: Period;
  readonly totals: Totals;
  readonly routes: readonly RouteFigures[];
  readonly destinations: readonly DestinationFigures[];
  readonly hours: readonly HourFigures[];
  readonly callBack: readonly CallBack[];
  /** Calls in vain of callers who cannot be called back, as they hide their number. */
  readonly callBackHidden: number;
}
