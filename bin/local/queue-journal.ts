import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { keepPrivate, notOurs } from './data-folder.ts';

/** What happens to a message, in the order of its life. */
export type QueueEvent =
  | { readonly what: 'sent'; readonly id: string; readonly body: string; readonly atMilliseconds: number }
  | { readonly what: 'received' | 'dead' | 'deleted'; readonly id: string };

/** Where a queue writes down what happens to it. */
export interface QueueJournal {
  /** @throws {StartError} when what is there is no journal */
  read(): QueueEvent[];
  append(event: QueueEvent): void;
  clear(): void;
}

/** How every journal begins; one that was broken off at once, with less of it. */
const BEGINNING = '\n{"what":"';

const isJournal = (text: string): boolean => text.startsWith(BEGINNING) || BEGINNING.startsWith(text);

function parseLine(line: string): QueueEvent[] {
  try {
    return [JSON.parse(line) as QueueEvent];
  } catch {
    // The line during which the process was killed.
    return [];
  }
}

/**
 * A journal in a file, a line an event; the file is there while there is something in it. What was
 * appended outlives the process, however it ends; the machine's loss of power it may not. Only its
 * owner may read it.
 */
export const fileJournal = (file: string): QueueJournal => ({
  read: () => {
    if (!existsSync(file)) return [];
    const text = readFileSync(file, 'utf8');
    if (!isJournal(text)) throw notOurs(file);
    keepPrivate(file);
    return text.split('\n').flatMap(parseLine);
  },
  append: (event) => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // The line end comes first too: the line before may be broken off.
    appendFileSync(file, `\n${JSON.stringify(event)}\n`, { mode: 0o600 });
  },
  clear: () => rmSync(file, { force: true }),
});

/** A journal that is not kept. */
export const noJournal: QueueJournal = { read: () => [], append: () => undefined, clear: () => undefined };
