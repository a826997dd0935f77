import { consequenceOf } from '../dying-home.ts';
import { only, type Timeline } from '../timeline.ts';

/** Counts by word. */
export type Counts = ReadonlyMap<string, number>;

/** The counts of a run, without the calls themselves, as a long run must fit into memory. */
export class Tally {
  calls = 0;
  duplicates = 0;
  readonly events = new Map<string, number>();
  readonly handOffs = new Map<string, number>();
  readonly results = new Map<string, number>();
  readonly endings = new Map<string, number>();
  /** How a first deployment died, and what that was to the calls. */
  readonly deaths = new Map<string, number>();
  readonly consequences = new Map<string, number>();
  /** One for each request. */
  readonly answerMillis: number[] = [];

  add(timeline: Timeline): void {
    const count = (counts: Map<string, number>, word: string) =>
      counts.set(word, (counts.get(word) ?? 0) + 1);
    this.calls += 1;
    count(this.endings, timeline.ending.how);
    count(this.consequences, consequenceOf(timeline));
    const died = only(timeline, 'callback').find(({ answer }) => answer.died)?.answer.died;
    if (died !== undefined) count(this.deaths, died);
    for (const { by, result } of only(timeline, 'hand-off')) {
      count(this.handOffs, by);
      count(this.results, result);
    }
    for (const { eventType, answer, repeats } of only(timeline, 'callback')) {
      count(this.events, eventType);
      this.duplicates += repeats.length;
      this.answerMillis.push(...[answer, ...repeats].map(({ tookMillis }) => tookMillis));
    }
  }

  get requests(): number {
    return this.answerMillis.length;
  }

  /** The answer time that this share of the answers stayed within. */
  answerMillisAt(share: number): number {
    const sorted = this.answerMillis.toSorted((one, other) => one - other);
    return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  }
}
