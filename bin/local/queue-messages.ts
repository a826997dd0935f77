import { randomUUID } from 'node:crypto';
import type { QueueEvent, QueueJournal } from './queue-journal.ts';

/** A message, as it waits. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  readonly sentAtMilliseconds: number;
  /** How often it was received. */
  receives: number;
  /** Received, and not to be received again before then. */
  hiddenUntilMilliseconds: number;
  isDead: boolean;
}

/** What {@link QueueMessages} is made with. */
export interface QueueRules {
  /** After so many receives that were not followed by its deletion, a message is dead. */
  readonly maxReceives: number;
  readonly journal: QueueJournal;
  readonly nowMilliseconds?: () => number;
}

/** The messages of a queue and of its dead-letter queue: what SQS does with them, apart from the wire. */
export class QueueMessages {
  readonly #messages = new Map<string, QueuedMessage>();
  readonly #rules: QueueRules;
  readonly #now: () => number;

  /** Begins with what the journal says of the time before. */
  constructor(rules: QueueRules) {
    this.#rules = rules;
    this.#now = rules.nowMilliseconds ?? Date.now;
    for (const event of rules.journal.read()) this.#apply(event);
    this.clearWhenEmpty();
  }

  #apply(event: QueueEvent): void {
    const { id } = event;
    const message = this.#messages.get(id);
    if (event.what === 'sent') {
      const { body, atMilliseconds: sentAtMilliseconds } = event;
      const fresh = { receives: 0, hiddenUntilMilliseconds: 0, isDead: false };
      this.#messages.set(id, { id, body, sentAtMilliseconds, ...fresh });
    } else if (event.what === 'deleted') this.#messages.delete(id);
    else if (message && event.what === 'received') message.receives += 1;
    else if (message) message.isDead = true;
  }

  #happen(event: QueueEvent): void {
    this.#rules.journal.append(event);
    this.#apply(event);
  }

  send(body: string): string {
    const id = randomUUID();
    this.#happen({ what: 'sent', id, body, atMilliseconds: this.#now() });
    return id;
  }

  /** Takes what is visible, the oldest first, and hides it for a while. */
  receive(fromDead: boolean, most: number, hiddenMilliseconds: number): QueuedMessage[] {
    const now = this.#now();
    const taken: QueuedMessage[] = [];
    for (const message of this.#messages.values()) {
      if (taken.length === most) break;
      if (message.isDead !== fromDead || message.hiddenUntilMilliseconds > now) continue;
      if (!fromDead && message.receives >= this.#rules.maxReceives) {
        this.#happen({ what: 'dead', id: message.id });
        continue;
      }
      this.#happen({ what: 'received', id: message.id });
      message.hiddenUntilMilliseconds = now + hiddenMilliseconds;
      taken.push(message);
    }
    return taken;
  }

  delete(id: string): void {
    if (this.#messages.has(id)) this.#happen({ what: 'deleted', id });
  }

  /** How many wait, and how many were received but not yet deleted. */
  count(ofDead: boolean): { readonly visible: number; readonly hidden: number } {
    const all = [...this.#messages.values()].filter(({ isDead }) => isDead === ofDead);
    const hidden = all.filter(({ hiddenUntilMilliseconds }) => hiddenUntilMilliseconds > this.#now()).length;
    return { visible: all.length - hidden, hidden };
  }

  /** A journal that tells of no message that is left, of this process or another, is done with. */
  clearWhenEmpty(): void {
    const left = new Set<string>();
    for (const { what, id } of this.#rules.journal.read()) {
      if (what === 'sent') left.add(id);
      if (what === 'deleted') left.delete(id);
    }
    if (left.size === 0) this.#rules.journal.clear();
  }
}
