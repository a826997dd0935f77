import { type Command, Option } from 'commander';
import { first } from '../../reader/first.ts';
import { withRecordings } from '../../story/reread-legs.ts';
import { CALL_STATE_WORDS } from '../../words/call-states.ts';
import { CALL_COLUMNS, callRows } from '../call-rows.ts';
import { formatOf, type Options, outcomesCommand, readWords } from '../options/common.ts';
import { writeRows } from '../print/formats.ts';
import { callRowLines, resultLines } from '../print/lines.ts';
import { ask, showsAllEvents } from '../rows.ts';
import { type Context, inSession, type Session } from '../session.ts';

type ListOptions = Options & { readonly calls?: true; readonly state?: readonly string[] };

const DEFAULT_LIMIT = 20;

const STATES = Object.keys(CALL_STATE_WORDS);

const DETAILS = `
With --calls a call is found by an outcome of this time, and read whole, a request for each. States:
${Object.entries(CALL_STATE_WORDS)
  .map(([state, { means }]) => `  ${state.padEnd(11)}${means}`)
  .join('\n')}`;

/** What is listed, and how a row of it is told. */
interface Listed<Row> {
  newest(most: number): AsyncIterable<Row>;
  linesOf(row: Row, columns: number): string;
  /** Columns of CSV, where they are not those of outcomes. */
  readonly columns?: readonly string[];
  readonly searched: string;
  nothing(): Promise<string>;
}

async function writeList<Row extends Readonly<Record<string, unknown>>>(
  { terminal }: Session,
  options: Options,
  { newest, linesOf, columns, searched, nothing }: Listed<Row>,
): Promise<void> {
  const format = formatOf(options);
  if (format) return void (await writeRows(newest(options.limit ?? Infinity), format, terminal, columns));

  const limit = options.limit ?? DEFAULT_LIMIT;
  let count = 0;
  for await (const row of newest(limit + 1)) {
    count += 1;
    if (count <= limit) await terminal.write(linesOf(row, terminal.columns));
  }
  if (count === 0) return await terminal.say(await nothing());
  const more = `The newest ${limit}; there are more: --limit ${limit * 5}`;
  await terminal.say(`${count > limit ? more : `${count} found`}, ${searched}`);
}

async function listOutcomes(session: Session, options: Options): Promise<void> {
  const asked = ask(session, options, { allEvents: showsAllEvents(options) });
  const newest = (most: number) => withRecordings(first(asked.rows, most), session.reader);
  await writeList(session, options, { ...asked, newest, linesOf: resultLines });
}

async function listCalls(session: Session, { state = STATES, ...options }: ListOptions): Promise<void> {
  const asked = ask(session, options, { allEvents: true });
  const newest = (most: number) => first(callRows(asked.rows, session.reader, state), most);
  const searched = `${state === STATES ? '' : `${state.join(' or ')}, `}${asked.searched}`;
  const nothing = async () => (state === STATES ? asked.nothing() : `No call found: ${searched}.`);
  await writeList(session, options, {
    newest,
    linesOf: callRowLines,
    columns: CALL_COLUMNS,
    searched,
    nothing,
  });
}

/** `list`: what became of hand-offs, or of whole calls, newest first. */
export const listCommand = (context: Context): Command =>
  outcomesCommand('list', 'what became of hand-offs, or of whole calls, newest first', {
    since: '24h',
    narrows: 'outcomes',
    allEvents: true,
    limit: `at most this many (default: ${DEFAULT_LIMIT}; all, with --json, --ndjson or --csv)`,
    formats: ['json', 'ndjson', 'csv'],
  })
    .addOption(new Option('--calls', 'list whole calls').conflicts('allEvents'))
    .addOption(
      new Option('--state <states>', 'list calls in these states alone, such as lost,abandoned')
        .argParser((text: string) => readWords('state', text, STATES))
        .conflicts('allEvents'),
    )
    .addHelpText('after', DETAILS)
    .action(
      inSession(context, async (session, options: ListOptions) =>
        options.calls || options.state ? listCalls(session, options) : listOutcomes(session, options),
      ),
    );
