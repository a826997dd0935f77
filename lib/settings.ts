import { logRetention } from './settings/log-retention.ts';
import { flag, oneOf, type ReadValue, textLike, wholeNumber } from './settings/read-value.ts';
import { SettingError } from './settings/setting-error.ts';
import { tokenHashes } from './settings/token-hashes.ts';
import { STAGES, type Stage } from './stage.ts';

export { SettingError };

/** What a deployer may set, by `-c name=value`, in the context of `cdk.json`, or as a property of the construct. */
export interface Settings {
  /** `prod` keeps what it stored whatever happens to the stack; `dev` goes without a trace. */
  readonly stage: Stage;
  /** Lower-case hex SHA-256 of each callback token that is valid. */
  readonly callbackTokenSha256: readonly string[];
  /** Days that an outcome is kept; 0 keeps it for ever. */
  readonly outcomeTtlDays: number;
  /** Days that logs are kept; CloudWatch knows certain numbers only. */
  readonly logRetentionDays: number;
  /** Memory of each function in MB, and with it processor time: docs/cost-and-scale.md has what each size costs. */
  readonly functionMemoryMb: number;
  /** Requests per second beyond which API Gateway answers 429, and the call is lost; twice as many at once. */
  readonly throttlePerSecond: number;
  /** Who is told of alarms; SNS asks them to confirm first. */
  readonly alarmEmail: string | undefined;
  /** Whether new code answers a tenth of the calls for 5 minutes first, and is taken back if an alarm goes off. */
  readonly canary: boolean;
  /** Whether the log names the parties of a call (`from`, `to`, destinations). */
  readonly logParties: boolean;
  /** Where alarms send people: the address of docs/runbook.md, wherever it is published. */
  readonly runbookUrl: string;
}

/** The cheapest size that is quick enough, at any rate of callbacks (docs/cost-and-scale.md). */
export const DEFAULT_FUNCTION_MEMORY_MB = 512;

/** The days of a century: enough to tell a retention from a date. */
const MOST_TTL_DAYS = 36_500;

const READERS: { readonly [name in keyof Settings]: ReadValue<Settings[name]> } = {
  stage: oneOf(STAGES),
  callbackTokenSha256: tokenHashes,
  outcomeTtlDays: wholeNumber(
    (days) => days <= MOST_TTL_DAYS,
    `a whole number of days from 1 to ${MOST_TTL_DAYS}, or 0 to keep outcomes for ever`,
  ),
  logRetentionDays: logRetention,
  functionMemoryMb: wholeNumber(
    (size) => size >= 128 && size <= 10_240,
    'a whole number of MB from 128 to 10240',
  ),
  throttlePerSecond: wholeNumber(
    (rate) => rate >= 1 && rate <= 100_000,
    'a whole number of requests from 1 to 100000',
  ),
  alarmEmail: textLike(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, 'one e-mail address'),
  canary: flag,
  logParties: flag,
  runbookUrl: textLike(/^(https?:\/\/\S+|docs\/runbook\.md)$/, 'an http(s) URL'),
};

/** CDK's own keys all carry a colon or a slash: `@aws-cdk/core:…`, `aws:cdk:…`, `vpc-provider:…`. */
const isOurs = (name: string): boolean => /^\w+$/.test(name);

/** Settings of which only the token hashes have no default. */
export type GivenSettings = { readonly [name in keyof Settings]?: unknown };

/**
 * Reads the settings from CDK context, or from whatever else has them by their names.
 * @throws {SettingError} naming the setting, what it may be and what was found
 */
export function readSettings(given: GivenSettings & Readonly<Record<string, unknown>>): Settings {
  const unknownName = Object.keys(given).find((name) => isOurs(name) && !Object.hasOwn(READERS, name));
  if (unknownName) {
    throw new SettingError(
      `unknown setting ${unknownName}: the settings are ${Object.keys(READERS).join(', ')}`,
    );
  }
  const read = <Name extends keyof Settings>(name: Name, otherwise: Settings[Name]): Settings[Name] =>
    given[name] === undefined ? otherwise : READERS[name](name, given[name]);
  const stage = read('stage', 'prod');
  return {
    stage,
    callbackTokenSha256: READERS.callbackTokenSha256('callbackTokenSha256', given.callbackTokenSha256),
    outcomeTtlDays: read('outcomeTtlDays', 90),
    logRetentionDays: read('logRetentionDays', stage === 'prod' ? 90 : 7),
    functionMemoryMb: read('functionMemoryMb', DEFAULT_FUNCTION_MEMORY_MB),
    throttlePerSecond: read('throttlePerSecond', 2_000),
    alarmEmail: read('alarmEmail', undefined),
    canary: read('canary', stage === 'prod'),
    logParties: read('logParties', false),
    runbookUrl: read('runbookUrl', 'docs/runbook.md'),
  };
}
