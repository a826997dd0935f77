import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The first sentence; the second of Node's is about arguments that begin with a dash. */
const firstSentence = (text: string): string => text.split('. ', 1)[0]?.replace(/\.$/, '') ?? '';

/** The sentence of Node that refuses the arguments, with the nearest option where one is near. */
function refusal({ message, code }: NodeJS.ErrnoException, options: Options): string {
  const unknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? /'(-\S+)'/.exec(message)?.[1] : undefined;
  const known = Object.keys(options).map((name) => `--${name}`);
  return `${firstSentence(message)}.${unknown === undefined ? '' : didYouMean(unknown, known)}`;
}

/** @throws {UsageError} for an option whose text is blank, as of a variable of the shell that is not set */
export function refuseBlank(values: object): void {
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && value.trim() === '')
      throw new UsageError(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is blank.`);
}

/**
 * Reads options as `parseArgs` does, and takes no text that is blank.
 * @param help what the person reads after the mistake
 * @throws {UsageError} for the first mistake
 */
export function readOptions<const Config extends ParseArgsConfig & { options: Options }>(
  config: Config,
  help: string,
): ReturnType<typeof parseArgs<Config>> {
  let parsed: ReturnType<typeof parseArgs<Config>>;
  try {
    parsed = parseArgs(config);
  } catch (cause) {
    throw new UsageError(`${refusal(cause as Error, config.options)}${help}`, { cause });
  }
  refuseBlank(parsed.values);
  return parsed;
}

/**
 * Reads the value of an option that is a whole number.
 * @throws {UsageError} for everything else
 */
export function readWholeNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`--${option} must be a whole number from ${least}, not "${text}".`);
}
