import type { OutcomeReader } from '../../reader/reader.ts';
import { STORED_OUTCOMES, type StoredOutcome } from '../../reader/stored-outcome.ts';
import type { TimeRange } from '../../reader/time-range.ts';
import type { RowOptions } from '../options/common.ts';
import { isResult } from '../story/event-words.ts';
import { rereadRows } from '../story/reread-legs.ts';

/** Tells whether all events are shown: when asked for all, or for `begun` by name. */
export const showsAllEvents = ({ allEvents = false, outcome = [] }: RowOptions): boolean =>
  allEvents || outcome.includes('begun');

/** What the reader is asked for by the options; `begun` rows are not read where none is shown. */
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

/** Rows that are results, or all of them if so wished; of the outcomes that were asked for. */
async function* resultsOf(rows: AsyncIterable<StoredOutcome>, { outcome }: RowOptions, allEvents: boolean) {
  for await (const row of rows)
    if ((allEvents || isResult(row)) && (outcome?.includes(row.outcome) ?? true)) yield row;
}

/** Rows as they are told: with what is known of their call, and of them the results that were asked for. */
export const toldRows = (
  rows: AsyncIterable<StoredOutcome>,
  reader: OutcomeReader,
  options: RowOptions,
  allEvents = false,
  mostLookups?: number,
) => resultsOf(rereadRows(rows, reader, mostLookups), options, allEvents);

/** The rows of a range that the options ask for, newest first. */
export const askedRows = (reader: OutcomeReader, range: TimeRange, options: RowOptions, allEvents = false) =>
  toldRows(reader.byOutcome({ ...range, ...wantedRows(options, allEvents) }), reader, options, allEvents);

/** The first rows, at most that many; the source is read no further. */
export async function* first<Row>(rows: AsyncIterable<Row>, most: number): AsyncGenerator<Row> {
  let count = 0;
  if (most < 1) return;
  for await (const row of rows) {
    yield row;
    count += 1;
    if (count >= most) return;
  }
}
