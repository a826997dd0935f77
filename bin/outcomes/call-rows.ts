import { readAhead } from '../reader/read-ahead.ts';
import type { OutcomeReader } from '../reader/reader.ts';
import { isOfNoCall, type StoredOutcome } from '../reader/stored-outcome.ts';
import { callFields } from '../story/call-fields.ts';
import { callState } from '../story/call-state.ts';
import { eachMessageOnce } from '../story/each-message-once.ts';
import { isHandOff } from '../story/event-words.ts';
import { type Rows, rereadCall } from '../story/reread-legs.ts';
import { stripOf, stripText } from '../story/strip.ts';
import type { CallState } from '../words/call-states.ts';

/** A whole call in a row; `eventTime` is that of its last event. */
export interface CallRow extends Readonly<Record<string, unknown>> {
  readonly eventTime: string;
  readonly callId: string;
  readonly state: CallState;
  readonly from: unknown;
  readonly to: unknown;
  readonly route: unknown;
  readonly handOffs: number;
  readonly strip: string;
}

/** The fields of {@link CallRow}, as columns of CSV. */
export const CALL_COLUMNS = ['eventTime', 'callId', 'state', 'from', 'to', 'route', 'handOffs', 'strip'];

/** Calls that are read at once. */
const MOST_LOOKUPS = 16;

function callRow(callId: string, items: readonly StoredOutcome[]): CallRow {
  const rows = rereadCall(items).filter(eachMessageOnce());
  const { from, to, route } = callFields(rows);
  return {
    eventTime: rows.at(-1)?.eventTime ?? '',
    callId,
    state: callState(rows),
    ...{ from, to, route },
    handOffs: rows.filter(isHandOff).length,
    strip: stripText(stripOf(rows)),
  };
}

async function* firstOfEachCall(rows: Rows): AsyncGenerator<StoredOutcome> {
  const seen = new Set<string>();
  for await (const row of rows) {
    if (seen.has(row.callId) || isOfNoCall(row)) continue;
    seen.add(row.callId);
    yield row;
  }
}

/** The calls that rows are of, each once, in the order of the rows; of them those in these states. Each costs a request. */
export async function* callRows(
  rows: Rows,
  reader: Pick<OutcomeReader, 'call'>,
  states: readonly string[],
): AsyncGenerator<CallRow> {
  const read = async ({ callId }: StoredOutcome) =>
    callRow(callId, await Array.fromAsync(reader.call(callId)));
  for await (const call of readAhead(firstOfEachCall(rows), read, MOST_LOOKUPS))
    if (states.includes(call.state)) yield call;
}
