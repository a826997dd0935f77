import { endsRead, showsRead } from '../print/terminal.ts';
import { dateOf, zonedTime } from '../print/time-text.ts';
import { first } from '../reader/first.ts';
import { CLOCK_AHEAD_MILLISECONDS } from '../reader/follow.ts';
import type { OutcomeReader } from '../reader/reader.ts';
import { byTime, STORED_OUTCOMES, type StoredOutcome } from '../reader/stored-outcome.ts';
import { DAY_MILLISECONDS, type TimeRange } from '../reader/time-range.ts';
import { isAbout } from '../story/destination-name.ts';
import { eachMessageOnce } from '../story/each-message-once.ts';
import { isResult, SIDE_OUTCOMES } from '../story/event-words.ts';
import { type Rows, rereadRows } from '../story/reread-legs.ts';
import { readDays, readRange } from '../table/time.ts';
import type { Options, RowOptions } from './options/common.ts';
import type { Session } from './session.ts';

/** Days that are looked through in AWS: each is some 270 requests. A local table is scanned whole. */
const LOOK_BACK_DAYS = 7;

/** Tells whether all events are shown: when asked for all, or by name for one that is no result. */
export const showsAllEvents = ({ allEvents = false, outcome = [] }: RowOptions): boolean =>
  allEvents || SIDE_OUTCOMES.some((side) => outcome.includes(side));

/** Makes the filter for the reader from the options; rows that are no results are not read where none is shown. */
export const wantedRows = ({ outcome, application, route }: RowOptions, allEvents: boolean) => ({
  applicationId: application,
  route,
  outcomes: outcome ?? STORED_OUTCOMES.filter((name) => allEvents || !SIDE_OUTCOMES.includes(name)),
});

/** The options in words, to say what was searched: ` with outcome busy, route support`. */
export function wantedWords({ outcome, application, route, destination }: RowOptions): string {
  const words = [
    ...(outcome ? [`outcome ${outcome.join(' or ')}`] : []),
    ...(application ? [`application ${application}`] : []),
    ...(route ? [`route ${route}`] : []),
    ...(destination ? [`destination ${destination}`] : []),
  ];
  return words.length > 0 ? ` with ${words.join(', ')}` : '';
}

/** Rows with what is known of their call; of them those that are told and were asked for, each message once. */
export async function* toldRows(
  rows: Rows,
  reader: OutcomeReader,
  { outcome, destination }: RowOptions,
  isTold: (row: StoredOutcome) => boolean,
  mostLookups?: number,
) {
  const isNew = eachMessageOnce();
  for await (const row of rereadRows(rows, reader, mostLookups))
    if (
      isTold(row) &&
      (outcome?.includes(row.outcome) ?? true) &&
      (destination === undefined || isAbout(row, destination)) &&
      isNew(row)
    )
      yield row;
}

/** Which rows are told: the results, or every event. */
export const toldOf = (allEvents: boolean) => (allEvents ? () => true : isResult);

/** From this many days on, one pass over the table is less than 270 requests a day. */
const SCANNED_DAYS = 8;

/** Tells whether a pass over the whole table is the cheaper way to the rows of a range. */
export const isScanCheaper = (
  { sinceEpochMilliseconds, untilEpochMilliseconds }: TimeRange,
  { isLocal }: Session['table'],
): boolean => isLocal || untilEpochMilliseconds - sinceEpochMilliseconds >= SCANNED_DAYS * DAY_MILLISECONDS;

/** How rows are asked for. */
interface Asking {
  readonly allEvents?: boolean;
  /** Rows that are told besides the results. */
  readonly besides?: (row: StoredOutcome) => boolean;
  /** Read the table itself, in no order: always, or where the range is long. */
  readonly isScan?: true | 'if long';
}

/** Reads the rows that the options ask for, newest first but for a scan. Also says what was searched, and what to say of no rows. */
export function ask(
  { reader, table, terminal, now }: Session,
  options: Options,
  { allEvents = false, besides = () => false, isScan }: Asking = {},
) {
  const wanted = wantedRows(options, allEvents);
  const isTold = (row: StoredOutcome) => toldOf(allEvents)(row) || besides(row);
  const told = (rows: Rows) => toldRows(rows, reader, options, isTold);
  const range = (isScan ? readRange : readDays)(options, now);

  async function* scanned() {
    const { outcomes, applicationId, route } = wanted;
    for await (const row of reader.all(range, showsRead(terminal, 'item'))) {
      const isWanted =
        outcomes.includes(row.outcome) &&
        (applicationId === undefined || row.applicationId === applicationId) &&
        (route === undefined || row.route === route);
      if (isWanted) yield row;
    }
    endsRead(terminal);
  }

  async function* inOrder() {
    yield* (await Array.fromAsync(scanned())).sort(byTime('newest first'));
  }

  const within = (asked: TimeRange) => told(reader.byOutcome({ ...asked, ...wanted }));
  const isScanned = isScan === true || (isScan && isScanCheaper(range, table));
  const rows = isScanned ? told(scanned()) : table.isLocal ? told(inOrder()) : within(range);
  const searched = `${range.words}${wantedWords(options)}, in ${table.words}`;

  /** When the newest outcome of any time was, and the options that show it. */
  async function hint(): Promise<string> {
    const lately = {
      sinceEpochMilliseconds: now.getTime() - LOOK_BACK_DAYS * DAY_MILLISECONDS,
      untilEpochMilliseconds: now.getTime() + CLOCK_AHEAD_MILLISECONDS,
    };
    const received = { ...wanted, receivedSinceEpochMilliseconds: 0 };
    const rows = table.isLocal ? told((await reader.received(received)).reverse()) : within(lately);
    const [newest] = await Array.fromAsync(first(rows, 1));
    if (newest) {
      const day = dateOf(newest.eventTime);
      // From noon: a day has 23 to 25 hours.
      const nextDay = dateOf(Date.parse(`${day}T12:00`) + DAY_MILLISECONDS);
      return `The newest is dated ${zonedTime(newest.eventTime)}: --since ${day} --until ${nextDay} shows it.`;
    }
    return `There is none ${table.isLocal ? 'at any other time' : `in the last ${LOOK_BACK_DAYS} days`}.`;
  }
  const nothing = async (): Promise<string> => `Nothing found, ${searched}. ${await hint()}`;
  return { rows, searched, nothing };
}
