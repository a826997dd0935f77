import {
  DEFAULT_OUTCOME_TTL_DAYS,
  DEFAULT_QUEUE_TIMEOUT_MILLISECONDS,
  DEFAULT_STORE_TIMEOUT_MILLISECONDS,
} from '../functions/environment.ts';
import { REPOSITORY } from './checkout.ts';
import { type AlarmChanges, alarmChanges } from './settings/alarms.ts';
import { alsoOfDeployment, hashesAlsoOfDeployment, numberAlsoOfDeployment } from './settings/deploy-time.ts';
import { logRetention } from './settings/log-retention.ts';
import { type Readers, readEach } from './settings/read-each.ts';
import { flag, oneOf, share, textLike, wholeNumber } from './settings/read-value.ts';
import { apart, REGION_READERS, type RegionSettings } from './settings/regions.ts';
import { SettingError } from './settings/setting-error.ts';
import { tooLong } from './settings/timeouts.ts';
import { noTokenHash } from './settings/token-hashes.ts';
import { STAGES, type Stage } from './stage.ts';

export { SettingError };

/**
 * The settings of a deployment. A deployer gives them in the object of a stage in the context of `cdk.json`, by
 * `-c name=value`, or as properties of the construct.
 */
export interface Settings extends RegionSettings {
  /** `prod` keeps its data whatever happens to the stack; `dev` deletes them with it. */
  readonly stage: Stage;
  /** Lower-case hex SHA-256 of each callback token that is valid. */
  readonly callbackTokenSha256: readonly string[];
  /** Days that an outcome is kept; 0 keeps it for ever. */
  readonly outcomeTtlDays: number;
  /** Days that logs are kept; CloudWatch knows certain numbers only. */
  readonly logRetentionDays: number;
  /** Memory of each function in MB, and with it processor time: docs/promises.md has what each size costs. */
  readonly functionMemoryMb: number;
  /** Requests per second beyond which API Gateway answers 429, and the call is lost; twice as many at once. */
  readonly throttlePerSecond: number;
  /** Who is told of alarms; SNS asks them to confirm first. */
  readonly alarmEmail: string | undefined;
  /** Alarms with other limits or left out, by their names in docs/runbook.md: `{ 'client-errors': false }`. */
  readonly alarms: AlarmChanges;
  /** Whether there is a dashboard; each above the third of an account costs 3 USD a month. */
  readonly dashboard: boolean;
  /** Whether new code answers a tenth of the calls for 5 minutes first, and is taken back if an alarm goes off. */
  readonly canary: boolean;
  /** Whether the log names the parties of a call (`from`, `to`, destinations). */
  readonly logParties: boolean;
  /**
   * The share of calls whose routine log lines are written: 0.01 is one call in a hundred. Warnings, errors
   * and metrics stay whole; below 1 the access log of the API is off, which knows no sampling.
   */
  readonly logSample: number;
  /** Milliseconds that a caller waits at most for the table; then the outcome goes to the queue. */
  readonly storeTimeoutMs: number;
  /** Milliseconds that a caller then waits at most for the queue; then the outcome goes to the log. */
  readonly queueTimeoutMs: number;
  /**
   * Executions at once that are kept for each callback function. It is a limit too: beyond it calls are
   * lost while the account has room, so leave it unset unless other functions take all there is.
   */
  readonly reservedConcurrency: number | undefined;
  /** Whether each outcome that is stored is told to an SNS topic of its own (docs/queries.md). */
  readonly outcomeEvents: boolean;
  /** Where alarms send people: the address of docs/runbook.md, wherever it is published. */
  readonly runbookUrl: string;
}

/** The cheapest size that is quick enough, at any rate of callbacks (docs/promises.md). */
export const DEFAULT_FUNCTION_MEMORY_MB = 512;

/** Where docs/runbook.md is published. */
const RUNBOOK_URL = `${REPOSITORY}/blob/main/docs/runbook.md`;

/** The days of a century: enough to tell a retention from a date. */
const MOST_TTL_DAYS = 36_500;

const milliseconds = wholeNumber(
  (value) => value >= 200 && value <= 6000,
  'a whole number of milliseconds from 200 to 6000',
);

const READERS: Readers<Settings> = {
  stage: oneOf(STAGES),
  callbackTokenSha256: hashesAlsoOfDeployment,
  outcomeTtlDays: numberAlsoOfDeployment(
    wholeNumber(
      (days) => days <= MOST_TTL_DAYS,
      `a whole number of days from 1 to ${MOST_TTL_DAYS}, or 0 to keep outcomes for ever`,
    ),
  ),
  logRetentionDays: numberAlsoOfDeployment(logRetention),
  functionMemoryMb: numberAlsoOfDeployment(
    wholeNumber((size) => size >= 128 && size <= 10_240, 'a whole number of MB from 128 to 10240'),
  ),
  throttlePerSecond: wholeNumber(
    (rate) => rate >= 1 && rate <= 100_000,
    'a whole number of requests from 1 to 100000',
  ),
  alarmEmail: alsoOfDeployment(textLike(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, 'one e-mail address')),
  alarms: alarmChanges,
  dashboard: flag,
  canary: flag,
  logParties: flag,
  logSample: share,
  storeTimeoutMs: milliseconds,
  queueTimeoutMs: milliseconds,
  reservedConcurrency: numberAlsoOfDeployment(
    wholeNumber(
      (executions) => executions >= 1 && executions <= 100_000,
      'a whole number of executions from 1 to 100000',
    ),
  ),
  outcomeEvents: flag,
  ...REGION_READERS,
  runbookUrl: alsoOfDeployment(textLike(/^https?:\/\/[^\s#]{1,500}$/, 'an http(s) URL without #')),
};

/** Every setting but the stage itself may stand in the object of a stage. */
const { stage: _, ...STAGE_READERS } = READERS;

/** Settings by their names, and an object of them by the name of a stage. */
type GivenSettings = { readonly [name in keyof Settings | Stage]?: unknown };

/**
 * Reads the settings from CDK context, or from whatever else has them by their names. The object of the
 * chosen stage holds what is not given for all stages, as by `-c name=value`; those of other stages are checked.
 * @throws {SettingError} for all mistakes, each naming the setting, what it may be and what was found
 */
export function readSettings(given: GivenSettings & Readonly<Record<string, unknown>>): Settings {
  const mistakes: string[] = [];
  const forAll = readEach<Settings>(given, '', READERS, mistakes, STAGES);
  const ofStages = STAGES.map((name) => readEach(given[name], `${name}.`, STAGE_READERS, mistakes));
  const { stage = 'prod' } = forAll;
  const isWrongStage = 'stage' in forAll && forAll.stage === undefined;
  const ofStage = isWrongStage ? ofStages : [ofStages[STAGES.indexOf(stage)]];
  const found: Partial<Settings> = Object.assign({ callbackTokenSha256: [] }, ...ofStage, forAll);
  const { callbackTokenSha256 = [], ...chosen } = found;
  if (found.callbackTokenSha256?.length === 0) mistakes.push(noTokenHash(stage));
  const { storeTimeoutMs = DEFAULT_STORE_TIMEOUT_MILLISECONDS } = chosen;
  const { queueTimeoutMs = DEFAULT_QUEUE_TIMEOUT_MILLISECONDS } = chosen;
  mistakes.push(...tooLong(storeTimeoutMs, queueTimeoutMs));
  if (mistakes.length === 0) mistakes.push(...apart(chosen));
  if (mistakes.length > 0) throw SettingError.ofAll(mistakes);
  return {
    stage,
    callbackTokenSha256,
    outcomeTtlDays: DEFAULT_OUTCOME_TTL_DAYS,
    logRetentionDays: stage === 'prod' ? 90 : 7,
    functionMemoryMb: DEFAULT_FUNCTION_MEMORY_MB,
    throttlePerSecond: 2_000,
    alarmEmail: undefined,
    alarms: {},
    dashboard: true,
    canary: stage === 'prod',
    logParties: false,
    logSample: 1,
    reservedConcurrency: undefined,
    outcomeEvents: false,
    replicaRegion: undefined,
    replicaOf: undefined,
    fallbackBaseUrl: undefined,
    domainName: undefined,
    certificateArn: undefined,
    hostedZoneId: undefined,
    runbookUrl: RUNBOOK_URL,
    ...chosen,
    storeTimeoutMs,
    queueTimeoutMs,
  };
}
