import { Command, InvalidArgumentError, Option } from 'commander';
import type { RowFormat } from '../print/formats.ts';
import { readOutcomeNames } from './outcome-names.ts';
import type { RangeOptions } from './range.ts';

/** Options of every command: which table. */
export interface TableOptions {
  readonly table?: string;
  readonly stack?: string;
  readonly endpoint?: string;
  readonly region?: string;
}

/** Options that narrow what is looked at. */
export interface RowOptions {
  readonly outcome?: string[];
  readonly application?: string;
  readonly route?: string;
  readonly allEvents?: boolean;
}

/** Options that choose a form of output for programs. */
export type FormatOptions = { readonly [format in RowFormat]?: boolean };

/** The options of the commands that show rows; each command has some of them. */
export interface Options extends TableOptions, RowOptions, RangeOptions, FormatOptions {
  readonly limit?: number;
}

/** A command with the options that say which table; all commands begin with it. */
export const tableCommand = (name: string, summary: string): Command =>
  new Command(name)
    .description(summary)
    .optionsGroup('Which table (the local server, unless named):')
    .option('--table <name>', 'outcomes table (OUTCOMES_TABLE)')
    .addOption(new Option('--stack <name>', 'the table of this CloudFormation stack').conflicts('table'))
    .option('--endpoint <url>', 'its DynamoDB, if not AWS (AWS_ENDPOINT_URL_DYNAMODB)')
    .option('--region <region>', 'AWS region (AWS_REGION)')
    .optionsGroup('Options:');

/** Adds {@link RangeOptions}; without a default the beginning has to be said. */
export const withRange = (command: Command, since?: string): Command =>
  command
    .addOption(
      new Option('--since <time>', 'from this time on: 90m, 2h, yesterday, 2026-11-21T09:30Z')
        .default(since)
        .makeOptionMandatory(since === undefined),
    )
    .option('--until <time>', 'up to this time (now)');

/** Adds {@link RowOptions}. */
export const withRowOptions = (command: Command): Command =>
  command
    .option('--outcome <names>', 'only these, such as busy,no-answer', readOutcomeNames)
    .option('--application <id>', 'only calls of this Bandwidth application')
    .option('--route <name>', 'only calls of this route of recovery.json');

const FORMATS: Readonly<Record<RowFormat, string>> = {
  json: 'print one JSON document',
  ndjson: 'print a JSON object a line',
  csv: 'print CSV with a header',
};

/** Adds an option for each of the formats; only one can be given. */
export function withFormats(command: Command, formats: readonly RowFormat[]): Command {
  for (const format of formats) {
    const others = formats.filter((each) => each !== format);
    command.addOption(new Option(`--${format}`, FORMATS[format]).conflicts(others));
  }
  return command;
}

/** The format that was asked for; `undefined` is for people. */
export const formatOf = (options: FormatOptions): RowFormat | undefined =>
  (['json', 'ndjson', 'csv'] as const).find((format) => options[format]);

/** Reads a count from 1 on. */
export function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}
