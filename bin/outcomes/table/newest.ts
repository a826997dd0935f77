import { Readable } from 'node:stream';
import { dateOf, zonedTime } from '../../print/time-text.ts';
import { CLOCK_AHEAD_MILLISECONDS } from '../../reader/follow.ts';
import type { RowOptions } from '../options/common.ts';
import { type AskedRange, DAY_MILLISECONDS } from '../options/time.ts';
import { askedRows, first, toldRows, wantedRows, wantedWords } from './rows.ts';
import type { Session } from './session.ts';

/** Days that are looked through in AWS: each is some 270 requests. A local table is scanned whole. */
const LOOK_BACK_DAYS = 7;

/** Says that a range has no rows, when the newest outcome of any time was, and the options that show it. */
export async function nothingWords(
  { reader, table, now }: Session,
  range: AskedRange,
  options: RowOptions,
  allEvents = false,
): Promise<string> {
  const nothing = `Nothing found, ${range.words}${wantedWords(options)}, in ${table.words}.`;
  const nowEpochMilliseconds = now.getTime();
  const lately = {
    sinceEpochMilliseconds: nowEpochMilliseconds - LOOK_BACK_DAYS * DAY_MILLISECONDS,
    untilEpochMilliseconds: nowEpochMilliseconds + CLOCK_AHEAD_MILLISECONDS,
  };
  const stored = async () => {
    const question = { ...wantedRows(options, allEvents), receivedSinceEpochMilliseconds: 0 };
    return Readable.from((await reader.received(question)).reverse());
  };
  const rows = table.isLocal
    ? toldRows(await stored(), reader, options, allEvents)
    : askedRows(reader, lately, options, allEvents);
  const [newest] = await Array.fromAsync(first(rows, 1));
  if (!newest)
    return `${nothing} ${table.isLocal ? 'There is none at any other time.' : `There is none in the last ${LOOK_BACK_DAYS} days.`}`;
  const nextDay = Date.parse(newest.eventTime) + DAY_MILLISECONDS;
  return `${nothing} The newest is dated ${zonedTime(newest.eventTime)}: --since ${dateOf(newest.eventTime)} --until ${dateOf(nextDay)} shows it.`;
}
