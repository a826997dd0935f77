import { STAGES, type Stage } from './stage.ts';

/** What a deployer may set, by `-c name=value` or in the context of `cdk.json`. */
export interface Settings {
  readonly stage: Stage;
  /** Lower-case hex SHA-256 of each callback token that is valid. */
  readonly callbackTokenSha256: readonly string[];
  /** Days that an outcome is kept; 0 keeps it for ever. */
  readonly outcomeTtlDays: number;
}

/** What is wrong with a setting, ready to print for the person who can correct it. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** The days of a century: enough to tell a retention from a date. */
const MOST_TTL_DAYS = 36_500;

const DEFAULT_TTL_DAYS = 90;

function readStage(found: unknown = 'prod'): Stage {
  const stage = STAGES.find((name) => name === found);
  if (stage) return stage;
  throw new SettingError(`stage must be one of ${STAGES.join(', ')}, but found ${JSON.stringify(found)}`);
}

/** What was found is never repeated in a message: it may be the token itself. */
function readTokenHashes(found: unknown = ''): string[] {
  const hashes = String(found)
    .split(',')
    .map((hash) => hash.trim());
  if (hashes.join('') === '') {
    throw new SettingError(
      'callbackTokenSha256 is not set. Run\n\n    npm run token\n\n' +
        'and pass the hash that it prints: -c callbackTokenSha256=<hash>',
    );
  }
  const wrong = hashes.findIndex((hash) => !/^[0-9a-f]{64}$/.test(hash));
  if (wrong >= 0) {
    throw new SettingError(
      `callbackTokenSha256 must be one or more SHA-256 hashes, separated by commas, each 64 lower-case hex ` +
        `characters, but hash ${wrong + 1} is not. Run\n\n    npm run token\n\n` +
        'and pass the hash that it prints, not the token: -c callbackTokenSha256=<hash>',
    );
  }
  return [...new Set(hashes)];
}

function readTtlDays(found: unknown = DEFAULT_TTL_DAYS): number {
  const days = /^\d+$/.test(String(found)) ? Number(found) : Number.NaN;
  if (days <= MOST_TTL_DAYS) return days;
  throw new SettingError(
    `outcomeTtlDays must be a whole number of days from 1 to ${MOST_TTL_DAYS}, or 0 to keep outcomes for ever, ` +
      `but found ${JSON.stringify(found)}`,
  );
}

const READERS: { readonly [name in keyof Settings]: (found: unknown) => Settings[name] } = {
  stage: readStage,
  callbackTokenSha256: readTokenHashes,
  outcomeTtlDays: readTtlDays,
};

/** CDK's own keys all carry a colon or a slash: `@aws-cdk/core:…`, `aws:cdk:…`, `vpc-provider:…`. */
const isOurs = (name: string): boolean => /^\w+$/.test(name);

/**
 * Reads the settings from CDK context.
 * @throws {SettingError} naming the setting, what it may be and what was found
 */
export function readSettings(context: Readonly<Record<string, unknown>>): Settings {
  const unknownName = Object.keys(context).find((name) => isOurs(name) && !Object.hasOwn(READERS, name));
  if (unknownName) {
    throw new SettingError(
      `unknown setting ${unknownName}: the settings are ${Object.keys(READERS).join(', ')}`,
    );
  }
  return {
    stage: READERS.stage(context.stage),
    callbackTokenSha256: READERS.callbackTokenSha256(context.callbackTokenSha256),
    outcomeTtlDays: READERS.outcomeTtlDays(context.outcomeTtlDays),
  };
}
