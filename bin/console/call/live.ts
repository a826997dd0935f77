import { mistakeOf } from '../../aws/failure.ts';
import type { OutcomeReader } from '../../reader/reader.ts';
import type { Send } from '../event-stream.ts';
import type { ReadUnits, StreamMessages } from '../messages.ts';
import { callFeed, MOST_CALLS } from './feed.ts';
import { looks } from './looks.ts';

/** A table that others write, which is looked at. */
export interface DeployedTable {
  /** For people. */
  readonly words: string;
  /** Calls from then on are shown. */
  readonly sinceEpochMilliseconds: number;
  readonly everyMilliseconds?: number;
}

/** The table that calls are read from, and the pages that are told of them. */
interface LiveOptions {
  readonly reader: Pick<OutcomeReader, 'call' | 'byOutcome'>;
  /** What was read so far. */
  readonly read: () => ReadUnits;
  /** Absent where each call is noticed by its callbacks. */
  readonly deployed: DeployedTable | undefined;
  readonly send: Send;
}

/** The rights that reading a deployed table takes; docs/operations.md has the policy to paste. */
export const NEEDED_RIGHTS =
  'dynamodb:Query on the table and its indexes, and for --stack cloudformation:DescribeStacks';

/** An error of the table in one line. */
export const troubleOf = (error: unknown): string =>
  (mistakeOf(error, NEEDED_RIGHTS) as Error).message.split('\n', 1)[0] ?? '';

/** How many calls one message carries, so that a page can draw in between. */
const CALLS_IN_MESSAGE = 1000;

const LOOK_MILLISECONDS = 10_000;

/** Keeps the pages told of calls, and of the table that they are read from; it is read only while there is a page. */
export function liveCalls({ reader, read, deployed, send }: LiveOptions) {
  let pages = 0;
  let table: StreamMessages['table'] = { trouble: undefined };

  function tell(change: Partial<StreamMessages['table']>): void {
    const isSame = change.look === undefined && change.trouble === table.trouble;
    table = { ...table, ...change };
    if (!isSame) send('table', table);
  }
  /** Tells what was read since the look, too: a Query for each call. */
  function tellTrouble(error: unknown): void {
    const look = table.look && { ...table.look, ...read() };
    tell({ trouble: error === undefined ? undefined : troubleOf(error), ...(look && { look }) });
  }
  const feed = callFeed({ reader, onCalls: (calls) => send('calls', calls), onTrouble: tellTrouble });
  const looking =
    deployed &&
    looks({
      reader,
      everyMilliseconds: LOOK_MILLISECONDS,
      ...deployed,
      onCall: feed.notice,
      onLook: (look) => tell({ trouble: undefined, look: { ...look, ...read() } }),
      onTrouble: tellTrouble,
    });

  function watch(more: 1 | -1): void {
    pages += more;
    feed.watch(pages > 0);
    looking?.watch(pages > 0);
  }
  return {
    notice: feed.notice,
    /** A page came: it is told everything that is known. */
    enter(toPage: Send) {
      toPage('hello', { mostCalls: MOST_CALLS, deployed: deployed?.words });
      toPage('table', table);
      const calls = [...feed.calls()];
      for (let at = 0; at < calls.length; at += CALLS_IN_MESSAGE)
        toPage('calls', calls.slice(at, at + CALLS_IN_MESSAGE));
      watch(1);
    },
    leave: () => watch(-1),
    async close() {
      looking?.close();
      await feed.close();
    },
  };
}
