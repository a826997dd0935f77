import { parseArgs } from 'node:util';
import { didYouMean } from '../../lib/settings/nearest-word.ts';
import { STAGES, type Stage } from '../../lib/stage.ts';
import { UsageError } from '../usage/usage-error.ts';

/** What `npm run token` is told. */
export type Settings =
  | { readonly does: 'help' | 'print' | 'print-token-only' }
  | { readonly does: 'save'; readonly stage: Stage | undefined; readonly replace: boolean };

export const USAGE = `Makes a callback token, 256 random bits, and its SHA-256.

npm run token                       prints both and keeps neither
npm run token -- --save             adds the hash to cdk.json, and writes the token to a file
npm run --silent token -- --quiet   prints the token only, for scripts

  --stage STAGE  with --save: for which stage, ${STAGES.join(' or ')} (that of cdk.json, else prod)
  --replace      with --save: drops the hashes that the stage has; their tokens end with the next deployment`;

const OPTIONS = {
  save: { type: 'boolean', default: false },
  stage: { type: 'string' },
  replace: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} for a word that is no stage, with the nearest */
export function readStage(name: string, found: unknown): Stage {
  const stage = STAGES.find((one) => one === found);
  if (stage) return stage;
  throw new UsageError(
    `${name} must be ${STAGES.join(' or ')}, not ${JSON.stringify(found)}${didYouMean(found, STAGES)}`,
  );
}

/** @throws {UsageError} in one line, for the first mistake */
export function readSettings(given: readonly string[]): Settings {
  const { save, stage, replace, quiet, help } = parse(given);
  if (help) return { does: 'help' };
  if (save && quiet)
    throw new UsageError('--save writes the token to a file, --quiet prints it: choose one.');
  if (save)
    return { does: 'save', stage: stage === undefined ? stage : readStage('--stage', stage), replace };
  if (stage !== undefined || replace) throw new UsageError('--stage and --replace go with --save.');
  return { does: quiet ? 'print-token-only' : 'print' };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options: OPTIONS }).values;
  } catch (error) {
    const [firstSentence = ''] = (error as Error).message.split('. ');
    throw new UsageError(`${firstSentence}. npm run token -- --help tells what there is.`, { cause: error });
  }
}
