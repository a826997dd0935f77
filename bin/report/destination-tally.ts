import { type HandOffEnd, isReached } from '../story/hand-off-ends.ts';
import { Lengths } from './lengths.ts';
import type { DestinationFigures } from './report.ts';

/** What makes an answer look like that of a mailbox; lengths in seconds. */
export interface MailboxRule {
  /** It rang at least so long, */
  readonly ringsSeconds: number;
  /** and was over within so long of the answer. */
  readonly overSeconds: number;
}

/** The column of an outcome; all others are `failed`. */
const COLUMNS = {
  connected: 'answered',
  completed: 'answered',
  'not-accepted': 'answered',
  busy: 'busy',
  'no-answer': 'noAnswer',
  declined: 'declined',
  abandoned: 'abandoned',
} as const;

const columnOf = (outcome: string) =>
  Object.hasOwn(COLUMNS, outcome) ? COLUMNS[outcome as keyof typeof COLUMNS] : 'failed';

const between = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : to - from;

/** Counts the hand-offs to one destination. */
export class DestinationTally {
  readonly #counts = { answered: 0, busy: 0, noAnswer: 0, declined: 0, abandoned: 0, failed: 0 };
  readonly #failedBy: Record<string, number> = {};
  readonly #rings = new Lengths();
  readonly #talks = new Lengths();
  readonly #asked = { hasAny: false, taken: 0, notTaken: 0 };
  readonly #mailbox = { isTold: false, count: 0 };
  #tried = 0;

  get tried(): number {
    return this.#tried;
  }

  add(handOff: HandOffEnd, rule: MailboxRule): void {
    const { outcome, isAsked, rangAt, answeredAt, metAt, overAt } = handOff;
    const column = columnOf(outcome);
    this.#tried += 1;
    this.#counts[column] += 1;
    if (column === 'failed') this.#failedBy[outcome] = (this.#failedBy[outcome] ?? 0) + 1;
    if (isAsked) this.#asked.hasAny = true;
    if (column !== 'answered') return;
    const rang = between(rangAt, answeredAt);
    const talked = isReached(handOff) ? between(metAt, overAt) : undefined;
    this.#rings.add(rang);
    this.#talks.add(talked);
    if (isAsked) this.#asked[isReached(handOff) ? 'taken' : 'notTaken'] += 1;
    if (isAsked || rang === undefined || talked === undefined) return;
    this.#mailbox.isTold = true;
    if (rang >= rule.ringsSeconds * 1000 && talked <= rule.overSeconds * 1000) this.#mailbox.count += 1;
  }

  figures(destination: string | null): DestinationFigures {
    const { hasAny, taken, notTaken } = this.#asked;
    return {
      destination,
      tried: this.#tried,
      ...this.#counts,
      failedBy: this.#failedBy,
      ringSeconds: { p50: this.#rings.secondsAt(0.5), p90: this.#rings.secondsAt(0.9) },
      talkSeconds: { p50: this.#talks.secondsAt(0.5) },
      looksLikeMailbox: this.#mailbox.isTold ? this.#mailbox.count : null,
      taken: hasAny ? taken : null,
      notTaken: hasAny ? notTaken : null,
    };
  }
}
