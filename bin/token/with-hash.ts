import { didYouMean } from '../../lib/policy/nearest-word.ts';
import { SettingError } from '../../lib/settings/setting-error.ts';
import { tokenHashes } from '../../lib/settings/token-hashes.ts';
import { STAGES, type Stage } from '../../lib/stage.ts';
import { editJson } from '../app-folder/edit-json.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';

const NAME = 'callbackTokenSha256';

type Values = Readonly<Record<string, unknown>>;

/** The result of adding a hash to cdk.json. */
export interface WithHash {
  readonly text: string;
  readonly stage: Stage;
  /** All hashes that the stage has now. */
  readonly hashes: readonly string[];
}

/** A hash to add to cdk.json. */
export interface HashToAdd {
  readonly sha256: string;
  /** That of cdk.json, else prod, when it is not given. */
  readonly stage: Stage | undefined;
  /** Whether the hashes that are there are dropped. */
  readonly replace: boolean;
}

/** @throws {UsageError} for a word that is no stage, with the nearest */
export function readStage(name: string, found: unknown): Stage {
  const stage = STAGES.find((one) => one === found);
  if (stage) return stage;
  throw new UsageError(
    `${name} must be ${STAGES.join(' or ')}, not ${JSON.stringify(found)}${didYouMean(found, STAGES)}`,
  );
}

/** @throws {Failure} when the value is neither an object nor missing */
function objectAt(what: string, value: unknown): Values {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  throw new Failure(`${what} must be an object.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(`cdk.json is not JSON: ${(cause as Error).message}.`, { cause });
  }
}

function hashesOf(stage: Stage, found: unknown): readonly string[] {
  try {
    return found === undefined ? [] : tokenHashes(`${stage}.${NAME}`, found);
  } catch (cause) {
    if (!(cause instanceof SettingError)) throw cause;
    throw new Failure(`cdk.json: ${cause.message} Correct it, or give --replace.`, { cause });
  }
}

/**
 * Adds a hash to the object of a stage in the text of cdk.json; every other character stays as it is.
 * @throws {Failure} saying what is wrong with the file
 */
export function withHash(text: string, { sha256, replace, ...asked }: HashToAdd): WithHash {
  const bom = text.startsWith('\ufeff') ? '\ufeff' : '';
  const json = text.slice(bom.length);
  const context = objectAt('context of cdk.json', objectAt('cdk.json', parseJson(json)).context);
  if (context[NAME] !== undefined)
    throw new Failure(
      `cdk.json has context.${NAME}, which holds for every stage and wins over the stage's own. ` +
        'Move it into the object of a stage, such as context.prod.',
    );
  const stage = asked.stage ?? readStage('context.stage of cdk.json', context.stage ?? 'prod');
  const found = objectAt(`context.${stage} of cdk.json`, context[stage])[NAME];
  const hashes = [...(replace ? [] : hashesOf(stage, found)), sha256];
  const edited = editJson(json, ['context', stage, NAME], hashes);
  // Of a key that is there twice, JSON takes the last and the editor the first.
  const { context: kept } = JSON.parse(edited) as { context: { [name in Stage]?: Values } };
  if (String(kept[stage]?.[NAME]) !== String(hashes))
    throw new Failure(`cdk.json has context.${stage} or a key in it twice.`);
  return { text: bom + edited, stage, hashes };
}
