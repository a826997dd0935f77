import { Command, Option } from 'commander';
import { STORED_OUTCOMES } from '../../reader/stored-outcome.ts';
import { addTableOptions, type TableOptions } from '../../table/options.ts';
import type { RangeOptions } from '../../table/time.ts';
import { unknownWord } from '../../usage/nearest.ts';
import { wholeNumber } from '../../usage/read-options.ts';
import type { RowFormat } from '../print/formats.ts';

/** Options that narrow what is looked at. */
export interface RowOptions {
  readonly outcome?: string[];
  readonly application?: string;
  readonly route?: string;
  readonly destination?: string;
  readonly allEvents?: boolean;
}

/** The options of the commands that show rows; each command has some of them. */
export type Options = TableOptions &
  RowOptions &
  RangeOptions & { readonly limit?: number } & { readonly [format in RowFormat]?: boolean };

const FORMATS: Readonly<Record<RowFormat, string>> = {
  json: 'print one JSON document',
  ndjson: 'print one JSON object per line',
  csv: 'print CSV with a header',
};

/** Which options a command has, beside those that say which table. */
interface CommandOptions {
  /** {@link RangeOptions}, with this default; `required` is none. */
  readonly since?: string;
  /** {@link RowOptions} but for `--all-events`; all messages have one outcome. */
  readonly narrows?: 'outcomes' | 'messages';
  readonly allEvents?: true;
  /** The help text of `--limit`. */
  readonly limit?: string;
  /** Forms of output for programs; only one can be given. */
  readonly formats?: readonly RowFormat[];
}

/** A command with the options that say which table, and others of {@link Options}. */
export function outcomesCommand(name: string, summary: string, has: CommandOptions = {}): Command {
  const command = new Command(name)
    .description(summary)
    .optionsGroup('Which table (that of the local server by default):');
  addTableOptions(command).optionsGroup('Options:');
  if (has.since !== undefined) {
    const since = new Option(
      '--since <time>',
      'events from this time on: 90m, 2h, yesterday, 2026-11-21T09:30Z',
    );
    command
      .addOption(has.since === 'required' ? since.makeOptionMandatory() : since.default(has.since))
      .option('--until <time>', 'events before this time (default: now)');
  }
  if (has.narrows === 'outcomes')
    command.option('--outcome <names>', 'only these outcomes, such as busy,no-answer', readOutcomeNames);
  if (has.narrows)
    command
      .option('--application <id>', 'only calls of this Bandwidth application')
      .option('--route <name>', 'only calls of this route of recovery.json')
      .option('--destination <name>', 'only hand-offs to it: sip:anna@office.example.com, or anna');
  if (has.allEvents)
    command.option('--all-events', 'also show when calls and transferred legs began and ended');
  if (has.limit !== undefined) command.option('--limit <count>', has.limit, wholeNumber(1));
  for (const format of has.formats ?? []) {
    const others = has.formats?.filter((each) => each !== format) ?? [];
    command.addOption(new Option(`--${format}`, FORMATS[format]).conflicts(others));
  }
  return command;
}

/**
 * Reads a comma list of words.
 * @throws {UsageError} with the allowed words and the nearest
 */
export function readWords(what: string, text: string, allowed: readonly string[]): string[] {
  const words = text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
  const unknown = words.find((word) => !allowed.includes(word));
  if (unknown === undefined && words.length > 0) return words;
  throw unknownWord(what, unknown ?? '', allowed);
}

/** Reads a comma list of outcome names. */
export const readOutcomeNames = (text: string): string[] => readWords('outcome', text, STORED_OUTCOMES);

/** The format that was asked for; `undefined` is for people. */
export const formatOf = (options: Options): RowFormat | undefined =>
  (['json', 'ndjson', 'csv'] as const).find((format) => options[format]);
