import type { Terminal } from '../../print/terminal.ts';
import type { OutcomeReader } from '../../reader/reader.ts';
import { STORED_OUTCOMES, type StoredOutcome } from '../../reader/stored-outcome.ts';
import type { TimeRange } from '../../reader/time-range.ts';
import type { RowOptions } from '../options/common.ts';
import { formatRows, type RowFormat } from '../print/formats.ts';
import { isResult } from '../story/event-words.ts';
import { rereadRows } from '../story/reread-legs.ts';

/** Tells whether beginnings and ends are shown too: when asked for all, or for beginnings by name. */
export const showsAllEvents = ({ allEvents = false, outcome = [] }: RowOptions): boolean =>
  allEvents || outcome.includes('begun');

/** What the reader is asked for by the options; `begun` rows are left unread where no row of theirs is shown. */
export const wantedRows = ({ outcome, application, route }: RowOptions, allEvents: boolean) => ({
  applicationId: application,
  route,
  outcomes: outcome ?? STORED_OUTCOMES.filter((name) => allEvents || name !== 'begun'),
});

/** The options in words, to say what was searched: ` with outcome busy, route support`. */
export function wantedWords({ outcome, application, route }: RowOptions): string {
  const words = [
    ...(outcome ? [`outcome ${outcome.join(' or ')}`] : []),
    ...(application ? [`application ${application}`] : []),
    ...(route ? [`route ${route}`] : []),
  ];
  return words.length > 0 ? ` with ${words.join(', ')}` : '';
}

/** Rows that tell what became of something, all of them if so wished; of the outcomes that were asked for. */
export async function* resultsOf(
  rows: AsyncIterable<StoredOutcome>,
  { outcome }: RowOptions = {},
  allEvents = false,
) {
  for await (const row of rows)
    if ((allEvents || isResult(row)) && (outcome?.includes(row.outcome) ?? true)) yield row;
}

/** The rows of a range that the options ask for, newest first, and told by what is known of their call. */
export const askedRows = (reader: OutcomeReader, range: TimeRange, options: RowOptions, allEvents = false) =>
  resultsOf(
    rereadRows(reader.byOutcome({ ...range, ...wantedRows(options, allEvents) }), reader),
    options,
    allEvents,
  );

/** The first rows, no more than that many; the source is left alone after them. */
export async function* first<Row>(rows: AsyncIterable<Row>, most: number): AsyncGenerator<Row> {
  let count = 0;
  if (most < 1) return;
  for await (const row of rows) {
    yield row;
    count += 1;
    if (count >= most) return;
  }
}

/** Writes rows for a program as they come, and tells how many there were. */
export async function writeRows(
  rows: AsyncIterable<StoredOutcome>,
  format: RowFormat,
  terminal: Terminal,
): Promise<number> {
  let count = 0;
  async function* counted() {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  for await (const text of formatRows(counted(), format)) await terminal.write(text);
  return count;
}
