// lib/index.ts
export type { CallbackName, FunctionName } from '../functions/callbacks.ts';
export type { Policy } from '../functions/recovery/policy.ts';
export { CallRecovery, type CallRecoveryProps } from './call-recovery.ts';
export { CallRecoveryStack, type CallRecoveryStackProps } from './call-recovery-stack.ts';
export { OutcomesTable, type OutcomesTableProps } from './outcomes-table.ts';
export { PolicyFileError, readPolicyFile } from './policy/policy-file.ts';
export type { AlarmChange, AlarmChanges, AlarmName } from './settings/alarms.ts';
export { readSettings, SettingError, type Settings } from './settings.ts';
export type { Stage } from './stage.ts';

// functions/callbacks.ts
export type Safe = 'goodbye' | 'connect' | 'nothing';
export declare const CALLBACKS: readonly [{
    readonly name: 'initiate';
    readonly eventTypes: readonly ["initiate"];
    readonly setting: 'CallInitiatedCallbackUrl of the application';
    readonly safe: 'goodbye';
}, {
    readonly name: 'answer';
    readonly eventTypes: readonly ["answer"];
    readonly setting: 'answerUrl of Create Call';
    readonly safe: 'goodbye';
}, {
    readonly name: 'refer-complete';
    readonly eventTypes: readonly ["referComplete"];
    readonly setting: 'referCompleteUrl of <Refer>';
    readonly safe: 'goodbye';
}, {
    readonly name: 'transfer-complete';
    readonly eventTypes: readonly ["transferComplete"];
    readonly setting: 'transferCompleteUrl of <Transfer>';
    readonly safe: 'goodbye';
}, {
    readonly name: 'transfer-answer';
    readonly eventTypes: readonly ["transferAnswer"];
    readonly setting: 'transferAnswerUrl of <PhoneNumber> and <SipUri>';
    readonly safe: 'connect';
}, {
    readonly name: 'gather';
    readonly eventTypes: readonly ["gather"];
    readonly setting: 'gatherUrl of <Gather>';
    readonly safe: 'connect';
}, {
    readonly name: 'transfer-disconnect';
    readonly eventTypes: readonly ["transferDisconnect"];
    readonly setting: 'transferDisconnectUrl of <PhoneNumber> and <SipUri>';
    readonly safe: 'nothing';
}, {
    readonly name: 'record-complete';
    readonly eventTypes: readonly ["recordComplete", "recordingComplete"];
    readonly setting: 'recordCompleteUrl of <Record>';
    readonly safe: 'goodbye';
}, {
    readonly name: 'recording-available';
    readonly eventTypes: readonly ["recordingAvailable"];
    readonly setting: 'recordingAvailableUrl of <Record>';
    readonly safe: 'nothing';
}, {
    readonly name: 'disconnect';
    readonly eventTypes: readonly ["disconnect"];
    readonly setting: 'CallStatusCallbackUrl of the application, or disconnectUrl of Create Call';
    readonly safe: 'nothing';
}];
export type CallbackRow = (typeof CALLBACKS)[number];
export type CallbackName = CallbackRow['name'];
export type FunctionName = CallbackName | 'redrive';
export declare const callbackRow: (name: CallbackName) => CallbackRow;
export declare const callbackOfEvent: (eventType: unknown) => CallbackRow | undefined;
export declare function safeFor({ eventType, parentCallId }: Readonly<Record<string, unknown>>, query?: URLSearchParams): Safe;
export declare const urlOutput: (name: CallbackName) => string;
export declare const callbackPath: (name: CallbackName) => `/{token}/${CallbackName}`;

// functions/recovery/policy.ts
import type { Destination } from './destination.ts';
import type { Calendars, Hours } from './hours.ts';
import type { RecoverableOutcome } from './outcome.ts';
import type { Prompt } from './prompt.ts';
import type { TransferOptions } from './transfer-options.ts';
export type Wait = {
    readonly pauseSeconds: number;
} | {
    readonly ringSeconds: number;
};
export declare const STEP_NAMES: readonly ['next', 'retry', 'bridge', 'menu', 'voicemail', 'redirect', 'goodbye', 'hangup'];
export type StepName = (typeof STEP_NAMES)[number];
export interface RecordingOptions {
    readonly maxSeconds?: number | undefined;
    readonly silenceSeconds?: number | undefined;
    readonly terminatingDigits?: string | undefined;
}
interface StepOptions {
    readonly prompt?: Prompt | undefined;
    readonly wait?: Wait | undefined;
}
export type PlainStep = StepOptions & ({
    readonly step: 'next';
} | {
    readonly step: 'retry';
    readonly times: number;
} | {
    readonly step: 'bridge';
    readonly ifNotAccepted?: true;
} | ({
    readonly step: 'voicemail';
} & RecordingOptions) | {
    readonly step: 'redirect';
    readonly url: string;
} | {
    readonly step: 'goodbye';
} | {
    readonly step: 'hangup';
});
interface MenuStep {
    readonly step: 'menu';
    readonly prompt: Prompt;
    readonly keys: Readonly<Record<string, PlainStep>>;
    readonly seconds: number;
    readonly otherwise: PlainStep;
}
export type Step = PlainStep | MenuStep;
export type StepsByOutcome = Readonly<Record<RecoverableOutcome, readonly Step[]>>;
export type PromptName = 'begin' | PlainStep['step'] | 'recorded' | 'closed';
export type PromptsByStep = Readonly<Partial<Record<PromptName, Prompt>>>;
export declare const MATCH_FIELDS: readonly ['to', 'from', 'applicationId', 'tag'];
export type CallFields = {
    readonly [field in (typeof MATCH_FIELDS)[number]]?: string | undefined;
};
export declare const comparable: (text: string) => string;
export type Match = {
    readonly [field in keyof CallFields]?: readonly string[];
};
export declare const ROUTE_NAME: RegExp;
export interface Route {
    readonly name: string;
    readonly match: Match;
    readonly destinations: readonly Destination[];
    readonly hours?: Hours | undefined;
    readonly outcomes: Partial<StepsByOutcome>;
    readonly prompts: PromptsByStep;
    readonly transfer: TransferOptions;
}
export interface Policy extends Calendars {
    readonly limits: {
        readonly attempts: number;
        readonly callSeconds: number;
        readonly waitSeconds?: number;
    };
    readonly outcomes: StepsByOutcome;
    readonly prompts: PromptsByStep & {
        readonly goodbye: Prompt;
        readonly voicemail: Prompt;
        readonly recorded: Prompt;
        readonly closed: Prompt;
    };
    readonly transfer: TransferOptions;
    readonly routes: readonly Route[];
}
export {};

// functions/recovery/destination.ts
import type { Hours } from './hours.ts';
import type { TransferOptions } from './transfer-options.ts';
export type Targets = readonly [string, ...string[]];
export interface Destination {
    readonly targets: Targets;
    readonly hours?: Hours | undefined;
    readonly transfer?: TransferOptions | undefined;
}
export declare const MAX_TARGETS = 8;
export declare const MAX_TARGET_LENGTH = 255;
export declare const E164: RegExp;
export declare const SIP_URI: RegExp;
export declare const isTarget: (text: string) => boolean;
export declare const canBeReferred: ({ targets }: Destination) => boolean;
export declare const formatDestination: ({ targets }: Destination) => string;
export declare const encodedLength: (destination: Destination) => number;
export declare function canonicalTarget(target: string): string;
export declare const canonicalDestination: ({ targets }: Destination) => string;
export declare function addressOf(target: string): string;

// functions/recovery/hours.ts
export type Spans = readonly number[];
export interface Calendar {
    readonly timeZone: string;
    readonly weekly: readonly Spans[];
    readonly dates: Readonly<Record<string, Spans>>;
}
export type Offsets = readonly number[];
export interface Calendars {
    readonly hours: Readonly<Record<string, Calendar>>;
    readonly timeZones: Readonly<Record<string, Offsets>>;
}
export type Hours = string | {
    readonly not: string;
};
export declare const ALWAYS = "always";
export declare const DAY_MINUTES = 1440;
export declare const onClock: (offsets: Offsets, minute: number) => number;
export declare function isOpen(hours: Hours, time: string | undefined, { hours: calendars, timeZones }: Calendars): boolean;

// functions/recovery/transfer-options.ts
import type { Prompt } from './prompt.ts';
export interface Confirm {
    readonly key: string;
    readonly seconds: number;
    readonly prompt: Prompt;
}
export interface TransferOptions {
    readonly uui?: string | undefined;
    readonly sendDigits?: string | undefined;
    readonly announce?: Prompt | undefined;
    readonly confirm?: Confirm | false | undefined;
    readonly by?: 'transfer' | undefined;
    readonly callTimeoutSeconds?: number | undefined;
    readonly callerId?: string | undefined;
    readonly callerDisplayName?: string | undefined;
    readonly privacy?: boolean | undefined;
    readonly diversion?: boolean | undefined;
}
interface Transferring {
    readonly transfer?: TransferOptions | undefined;
}
export declare const optionsFor: (everywhere: TransferOptions, route: Transferring | undefined, destination: Transferring | undefined) => TransferOptions;
export declare const PRIVATE_NAMES: readonly string[];
export declare const hasLegDocument: ({ sendDigits, announce, confirm }: TransferOptions) => boolean;
export declare const needsTransfer: (options: TransferOptions) => boolean;
export declare const DEFAULT_CONFIRM: Confirm;
export declare const CONFIRM_TIMEOUT_SECONDS = 20;
export {};

// functions/recovery/prompt.ts
export type Prompt = {
    readonly say: string;
    readonly voice?: string | undefined;
    readonly locale?: string | undefined;
    readonly gender?: 'male' | 'female' | undefined;
} | {
    readonly play: string;
};

// functions/recovery/outcome.ts
export declare const OUTCOMES: readonly ['begun', 'unrouted', 'closed', 'connected', 'completed', 'busy', 'no-answer', 'declined', 'unreachable', 'unavailable', 'refused', 'unconfirmed', 'throttled', 'misconfigured', 'cancelled', 'not-accepted', 'abandoned', 'failed', 'recorded', 'voicemail', 'no-message', 'chosen', 'leg-answered', 'accepted', 'leg-declined', 'leg-ended'];
export type Outcome = (typeof OUTCOMES)[number];
declare const SETTLED_OUTCOMES: readonly ['begun', 'connected', 'abandoned', 'voicemail', 'no-message', 'chosen', 'leg-answered', 'accepted', 'leg-declined', 'leg-ended'];
export type RecoverableOutcome = Exclude<Outcome, (typeof SETTLED_OUTCOMES)[number]>;
export declare const isSettled: (outcome: Outcome) => outcome is (typeof SETTLED_OUTCOMES)[number];
export declare const LEG_OUTCOMES: readonly Outcome[];
export type HandOffVerb = 'refer' | 'transfer';
export {};

// lib/call-recovery.ts
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type CallbackName, type FunctionName } from '../functions/callbacks.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { CallbackApi } from './callback-api.ts';
import { OutcomeEvents } from './events/outcome-events.ts';
import { FallbackQueue } from './fallback-queue.ts';
import { Alarms } from './monitoring/alarms.ts';
import { RecoveryMetrics } from './monitoring/recovery-metrics.ts';
import { type Settings } from './settings.ts';
export interface CallRecoveryProps extends Partial<Omit<Settings, 'callbackTokenSha256'>> {
    readonly policy: Policy;
    readonly tokenSha256: string | readonly string[];
    readonly table?: ITable | Table | TableV2;
    readonly alarmTopic?: ITopic;
}
export declare class CallRecovery extends Construct {
    readonly table: ITable;
    readonly fallback: FallbackQueue;
    readonly api: CallbackApi;
    readonly urls: Readonly<Record<CallbackName, string>>;
    readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;
    readonly metrics: RecoveryMetrics;
    readonly alarms: Alarms;
    readonly alarmTopic: ITopic;
    readonly events: OutcomeEvents | undefined;
    constructor(scope: Construct, id: string, { policy, tokenSha256, table: ownTable, alarmTopic, ...given }: CallRecoveryProps);
    grantReadOutcomes(grantee: IGrantable): Grant;
    addAlarmAction(...actions: IAlarmAction[]): void;
}

// lib/callback-api.ts
import { HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type CallbackName } from '../functions/callbacks.ts';
import type { Settings } from './settings.ts';
export declare class CallbackApi extends Construct {
    #private;
    readonly httpApi: HttpApi;
    readonly stage: HttpStage;
    constructor(scope: Construct, id: string, settings: Settings);
    addCallback(name: CallbackName, handler: Alias): void;
    serverErrorsOf(name: CallbackName): Metric;
    callbackUrl(name: CallbackName): string;
}

// lib/settings.ts
import { type AlarmChanges } from './settings/alarms.ts';
import { type RegionSettings } from './settings/regions.ts';
import { SettingError } from './settings/setting-error.ts';
import { type Stage } from './stage.ts';
export { SettingError };
export interface Settings extends RegionSettings {
    readonly stage: Stage;
    readonly callbackTokenSha256: readonly string[];
    readonly outcomeTtlDays: number;
    readonly logRetentionDays: number;
    readonly functionMemoryMb: number;
    readonly throttlePerSecond: number;
    readonly alarmEmail: string | undefined;
    readonly alarms: AlarmChanges;
    readonly dashboard: boolean;
    readonly canary: boolean;
    readonly logParties: boolean;
    readonly logSample: number;
    readonly storeTimeoutMs: number;
    readonly queueTimeoutMs: number;
    readonly reservedConcurrency: number | undefined;
    readonly outcomeEvents: boolean;
    readonly runbookUrl: string;
}
export declare const DEFAULT_FUNCTION_MEMORY_MB = 512;
type GivenSettings = {
    readonly [name in keyof Settings | Stage]?: unknown;
};
export declare function readSettings(given: GivenSettings & Readonly<Record<string, unknown>>): Settings;

// lib/settings/alarms.ts
import { type ReadValue } from './read-value.ts';
export declare const ALARM_NAMES: readonly ['safety-net-answers', 'defects', 'function-errors', 'redrive-errors', 'function-throttles', 'slow-answers', 'outcomes-queued', 'fallback-queue-stuck', 'fallback-queue-unread', 'dead-letters', 'misconfigured-outcomes', 'outcomes-only-in-log', 'refused-requests', 'client-errors', 'undelivered-events'];
export type AlarmName = (typeof ALARM_NAMES)[number];
export interface AlarmChange {
    readonly threshold?: number;
    readonly periods?: number;
}
export type AlarmChanges = {
    readonly [name in AlarmName]?: false | AlarmChange;
};
export declare const alarmChanges: ReadValue<AlarmChanges>;

// lib/settings/read-value.ts
export type ReadValue<Value> = (name: string, found: unknown) => Value;
export declare const oneOf: <Word extends string>(words: readonly Word[]) => ReadValue<Word>;
export declare const flag: ReadValue<boolean>;
export declare const wholeNumber: (isAllowed: (value: number) => boolean, allowed: string) => ReadValue<number>;
export declare const share: ReadValue<number>;
export declare const textLike: (pattern: RegExp, allowed: string) => ReadValue<string>;

// lib/settings/regions.ts
import { type ReadValue } from './read-value.ts';
export interface RegionSettings {
    readonly replicaRegion: string | undefined;
    readonly replicaOf: string | undefined;
    readonly fallbackBaseUrl: string | undefined;
    readonly domainName: string | undefined;
    readonly certificateArn: string | undefined;
    readonly hostedZoneId: string | undefined;
}
export declare const REGION_READERS: {
    readonly replicaRegion: ReadValue<string | undefined>;
    readonly replicaOf: ReadValue<string | undefined>;
    readonly fallbackBaseUrl: ReadValue<string | undefined>;
    readonly domainName: ReadValue<string | undefined>;
    readonly certificateArn: ReadValue<string | undefined>;
    readonly hostedZoneId: ReadValue<string | undefined>;
};
export declare function apart(chosen: Partial<RegionSettings> & {
    readonly outcomeEvents?: boolean;
}): string[];

// lib/settings/setting-error.ts
export declare class SettingError extends Error {
    readonly name = "SettingError";
    static of(name: string, allowed: string, found: unknown, meant?: string): SettingError;
    static ofAll(mistakes: readonly string[]): SettingError;
}

// lib/stage.ts
export declare const STAGES: readonly ['prod', 'dev'];
export type Stage = (typeof STAGES)[number];

// lib/events/outcome-events.ts
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
interface OutcomeEventsProps {
    readonly stage: Stage;
    readonly source: string;
    readonly streamArn: string;
    readonly tableKey: IKey | undefined;
}
export declare class OutcomeEvents extends Construct {
    readonly topic: Topic;
    readonly deadLetters: Queue;
    constructor(scope: Construct, id: string, { stage, source, streamArn, tableKey }: OutcomeEventsProps);
}
export {};

// lib/fallback-queue.ts
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';
export declare class FallbackQueue extends Construct {
    readonly queue: Queue;
    readonly deadLetters: Queue;
    constructor(scope: Construct, id: string, stage: Stage);
}

// lib/monitoring/alarms.ts
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmChanges } from '../settings/alarms.ts';
import type { Watched } from './watched.ts';
interface AlarmsProps {
    readonly watched: Watched;
    readonly topic: ITopic;
    readonly prefix: string;
    readonly changes: AlarmChanges;
    readonly runbookUrl: string;
}
export declare class Alarms extends Construct {
    readonly byName: Readonly<Record<string, Alarm>>;
    constructor(scope: Construct, id: string, { watched, topic, prefix, changes, runbookUrl }: AlarmsProps);
}
export {};

// lib/monitoring/watched.ts
import type { Duration } from 'aws-cdk-lib';
import { type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { CallbackApi } from '../callback-api.ts';
import type { OutcomeEvents } from '../events/outcome-events.ts';
import type { FallbackQueue } from '../fallback-queue.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';
export interface Watched {
    readonly metrics: RecoveryMetrics;
    readonly api: CallbackApi;
    readonly table: ITable;
    readonly fallback: FallbackQueue;
    readonly events: OutcomeEvents | undefined;
    readonly redrive: LambdaFunction;
    readonly logGroupNames: readonly string[];
    readonly sumOfFunctions: (metricName: FunctionMetric, period: Duration) => IMetric;
}
type FunctionMetric = 'Errors' | 'Throttles' | 'Duration' | 'Invocations';
export declare const sumOf: (functions: Readonly<Record<string, LambdaFunction>>) => Watched['sumOfFunctions'];
export {};

// lib/monitoring/recovery-metrics.ts
import { Duration } from 'aws-cdk-lib';
import { Metric, SearchExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type MetricKey } from '../../functions/metrics.ts';
export declare class RecoveryMetrics {
    readonly namespace: string;
    constructor(construct: Construct);
    count(key: MetricKey, by?: Readonly<Record<string, string>>, period?: Duration): Metric;
    countEach(key: MetricKey, dimension: string, period?: Duration): SearchExpression;
}

// functions/metrics.ts
export declare const METRICS: {
    readonly callbacks: {
        readonly name: 'Callbacks';
        readonly by: readonly ['callback', 'outcome', 'step'];
    };
    readonly recoveriesBegun: {
        readonly name: 'RecoveriesBegun';
        readonly by: readonly [];
    };
    readonly recoveredCalls: {
        readonly name: 'RecoveredCalls';
        readonly by: readonly [];
    };
    readonly duplicates: {
        readonly name: 'Duplicates';
        readonly by: readonly [];
    };
    readonly safetyNetAnswers: {
        readonly name: 'SafetyNetAnswers';
        readonly by: readonly [];
    };
    readonly defects: {
        readonly name: 'Defects';
        readonly by: readonly ['ExecutedVersion'];
    };
    readonly refusedRequests: {
        readonly name: 'RefusedRequests';
        readonly by: readonly ['fault'];
    };
    readonly invalidCallbacks: {
        readonly name: 'InvalidCallbacks';
        readonly by: readonly [];
    };
    readonly misconfiguredOutcomes: {
        readonly name: 'MisconfiguredOutcomes';
        readonly by: readonly ['ExecutedVersion'];
    };
    readonly outcomesQueued: {
        readonly name: 'OutcomesQueued';
        readonly by: readonly [];
    };
    readonly outcomesLogged: {
        readonly name: 'OutcomesLogged';
        readonly by: readonly [];
    };
    readonly outcomesRedriven: {
        readonly name: 'OutcomesRedriven';
        readonly by: readonly [];
    };
};
export type MetricKey = keyof typeof METRICS;
export declare const DEFAULT_METRICS_NAMESPACE = "CallRecovery";

// lib/call-recovery-stack.ts
import { type Environment, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Policy } from '../functions/recovery/policy.ts';
import { CallRecovery } from './call-recovery.ts';
import type { Settings } from './settings.ts';
export interface CallRecoveryStackProps extends Settings {
    readonly policy: Policy;
    readonly env?: Environment;
}
export declare class CallRecoveryStack extends Stack {
    readonly calls: CallRecovery;
    constructor(scope: Construct, { callbackTokenSha256: tokenSha256, env, ...props }: CallRecoveryStackProps);
}

// lib/outcomes-table.ts
import { type ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';
export type OutcomesTableProps = Pick<Settings, 'stage'> & Partial<Pick<Settings, 'outcomeEvents' | 'replicaRegion'>>;
export declare class OutcomesTable extends TableV2 {
    constructor(scope: Construct, id: string, { stage, outcomeEvents, replicaRegion }: OutcomesTableProps);
}
export declare const outcomesTable: (scope: Construct, id: string, settings: Settings) => ITable | TableV2;
export declare function grantReadOutcomes(table: ITable, grantee: IGrantable): Grant;

// lib/policy/policy-file.ts
import type { Policy } from '../../functions/recovery/policy.ts';
export declare const DEFAULT_POLICY_FILE = "recovery.json";
export declare class PolicyFileError extends Error {
    readonly name = "PolicyFileError";
}
export interface PlacedPolicy {
    readonly policy: Policy;
    readonly placeOf: (path: string) => string;
}
export declare function readPlacedPolicy(path: string): PlacedPolicy;
export declare const readPolicyFile: (path: string) => Policy;
