import { seenIn, UNREADABLE } from '../../bin/outcomes/backfill/logged-items.ts';
import type { OutcomeItem } from '../../functions/outcomes/item.ts';
import type { WireAnswer, WireRequest } from './aws-json.ts';

/** The members of a log line that are looked at. */
interface LogLine {
  readonly message?: string;
  readonly recorded?: string;
  readonly durationMilliseconds?: number;
}

/** What is seen of a server from outside: what its database took, and what its log says. */
export class Observed {
  /** How often the database took a write of a key. */
  readonly writes = new Map<string, number>();
  /** What became of callbacks at once, by the word of the log. */
  readonly recorded = new Map<string, number>();
  /** What became of messages of the queue. */
  readonly redriven = new Map<string, number>();
  /** The longest that a function took for a callback, by its own clock: without the wait for its thread. */
  longestMilliseconds = 0;
  /** Items that are in the log alone. */
  readonly logged: OutcomeItem[] = [];

  /** An answer of the database itself, whether or not it reached the server. */
  readonly onAnswer = ({ operation, body }: WireRequest, { status }: WireAnswer): void => {
    if (operation !== 'PutItem' || status !== 200) return;
    const { Item } = JSON.parse(body.toString()) as { Item: Record<string, { S?: string }> };
    this.#count(this.writes, `${Item.callId?.S} ${Item.eventKey?.S}`);
  };

  readonly onLine = (line: string): void => {
    if (!line.startsWith('{')) return;
    this.logged.push(...seenIn(line).filter((seen) => seen !== UNREADABLE));
    const { message, recorded, durationMilliseconds = 0 } = JSON.parse(line) as LogLine;
    if (message === 'callback answered') {
      this.#count(this.recorded, String(recorded));
      this.longestMilliseconds = Math.max(this.longestMilliseconds, durationMilliseconds);
    }
    if (message === 'queued outcome stored') this.#count(this.redriven, String(recorded));
    if (message === 'queued outcome failed again') this.#count(this.redriven, 'left in the queue');
  };

  /** The keys that the database took more than once. */
  writtenAgain(): string[] {
    return [...this.writes].filter(([, count]) => count > 1).map(([key]) => key);
  }

  #count(counts: Map<string, number>, word: string): void {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
}
