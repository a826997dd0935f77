import { Annotations, Tags } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { CALLBACKS, type CallbackName, type FunctionName } from '../functions/callbacks.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { acknowledgeFindings } from './acknowledged.ts';
import { CallbackApi } from './callback-api.ts';
import { CallbackFunction } from './callback-function.ts';
import { Canary } from './canary.ts';
import { deploymentName } from './deployment-name.ts';
import { OutcomeEvents } from './events/outcome-events.ts';
import { FailoverDomain } from './failover/failover-domain.ts';
import { FallbackQueue } from './fallback-queue.ts';
import { AlarmTopic } from './monitoring/alarm-topic.ts';
import { Alarms } from './monitoring/alarms.ts';
import { RecoveryDashboard } from './monitoring/dashboard.ts';
import { TELLING_CALLBACKS } from './monitoring/destinations-table.ts';
import { RecoveryMetrics } from './monitoring/recovery-metrics.ts';
import { sumOf, type Watched } from './monitoring/watched.ts';
import { grantReadOutcomes, outcomesTable } from './outcomes-table.ts';
import { checkOwnTable, streamOf } from './own-table.ts';
import { FROM_EXAMPLE, samplesText } from './policy/samples.ts';
import { warningLines } from './policy/warnings.ts';
import { RedriveFunction } from './redrive-function.ts';
import { SettingError } from './settings/setting-error.ts';
import { readSettings, type Settings } from './settings.ts';

/** The properties of {@link CallRecovery}: a policy and a token hash; all others have defaults. */
export interface CallRecoveryProps extends Partial<Omit<Settings, 'callbackTokenSha256'>> {
  /** The result of `readPolicyFile`. */
  readonly policy: Policy;
  /** SHA-256 of the callback token, or of each that is valid, as `npx bandwidth-call-recovery token` prints it. */
  readonly tokenSha256: string | readonly string[];
  /**
   * A table of your own for the outcomes: an {@link OutcomesTable} of another stack, or one with the same keys
   * and indexes. Without it a table is made here.
   */
  readonly table?: ITable | Table | TableV2;
  /**
   * A topic of your own for the alarms. Its policy, and that of its key, must let CloudWatch publish
   * (https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns). Without it a topic is made here.
   */
  readonly alarmTopic?: ITopic;
}

/** The id for `Annotations.acknowledgeWarning` of the warnings about a policy, which `cdk synth` prints. */
const POLICY_WARNING = 'bandwidth-call-recovery:policy';

/** The id of the warning about addresses of examples in it, as a policy for trying has them on purpose. */
const SAMPLES_WARNING = 'bandwidth-call-recovery:samples';

/**
 * Everything that recovers calls: the table of outcomes, the queue of those that the table did not take, a
 * function per callback, the API in front, and what watches over them.
 * @example
 * const calls = new CallRecovery(this, 'Calls', { policy: readPolicyFile('recovery.json'), tokenSha256 });
 * calls.grantReadOutcomes(supportFunction);
 * calls.addAlarmAction(new SnsAction(pager));
 * new CfnOutput(this, 'ReferCompleteUrl', { value: calls.urls['refer-complete'] });
 */
export class CallRecovery extends Construct {
  /** Where outcomes are stored; docs/queries.md has its keys and indexes. */
  readonly table: ITable;
  /** `queue` holds the outcomes that the table did not take yet, `deadLetters` those that it never took. */
  readonly fallback: FallbackQueue;
  /** The HTTP API in front, and its stage. */
  readonly api: CallbackApi;
  /** The URL of each callback, with the literal `{token}` where your token goes. */
  readonly urls: Readonly<Record<CallbackName, string>>;
  /** The function of each callback, and `redrive`, which stores what waits in the queue. */
  readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;
  /** The counts of the functions, for alarms and dashboards of your own. */
  readonly metrics: RecoveryMetrics;
  /** `byName` has each alarm by its name in docs/runbook.md. */
  readonly alarms: Alarms;
  /** Told when an alarm goes off, and when it is over. */
  readonly alarmTopic: ITopic;
  /** The sender of events about stored outcomes, with the setting `outcomeEvents`. */
  readonly events: OutcomeEvents | undefined;

  /** @throws {SettingError} when a property is not what it may be */
  constructor(
    scope: Construct,
    id: string,
    { policy, tokenSha256, table: ownTable, alarmTopic, ...given }: CallRecoveryProps,
  ) {
    super(scope, id);
    const settings = readSettings({ ...given, callbackTokenSha256: tokenSha256 });
    const { stage, alarms: changes, runbookUrl } = settings;
    for (const warning of warningLines(policy)) {
      Annotations.of(this).addWarningV2(POLICY_WARNING, `policy: ${warning}`);
    }
    const samples = samplesText(policy);
    if (samples !== undefined)
      Annotations.of(this).addWarningV2(SAMPLES_WARNING, `policy: ${samples} ${FROM_EXAMPLE}`);
    Tags.of(this).add('project', 'bandwidth-call-recovery');
    Tags.of(this).add('stage', stage);
    this.metrics = new RecoveryMetrics(this);
    const { replicaRegion, replicaOf } = settings;
    if (ownTable && (replicaRegion ?? replicaOf) !== undefined)
      throw new SettingError(
        'replicaRegion and replicaOf are for a table that is made here: leave out table',
      );
    if (ownTable) checkOwnTable(ownTable as ITable, (validate) => this.node.addValidation({ validate }));
    // The types of CDK are not written for exact optional properties, hence `as`.
    this.table = (ownTable ?? outcomesTable(this, 'Outcomes', settings)) as ITable;
    this.fallback = new FallbackQueue(this, 'Spill', stage);
    this.api = new CallbackApi(this, 'Api', settings);

    const { table, fallback } = this;
    const shared = { settings, policy, table, fallback, metricsNamespace: this.metrics.namespace };
    const callbacks = CALLBACKS.map(({ name }) => {
      const callback = new CallbackFunction(this, name, { ...shared, name });
      this.api.addCallback(name, callback.live);
      return callback;
    });
    this.urls = Object.fromEntries(CALLBACKS.map(({ name }) => [name, this.api.callbackUrl(name)])) as Record<
      CallbackName,
      string
    >;
    this.functions = {
      ...(Object.fromEntries(callbacks.map(({ name, lambda }) => [name, lambda])) as Record<
        CallbackName,
        LambdaFunction
      >),
      redrive: new RedriveFunction(this, 'redrive', shared).lambda,
    };

    this.events = settings.outcomeEvents
      ? new OutcomeEvents(this, 'Events', {
          stage,
          source: this.metrics.namespace,
          streamArn: streamOf(table),
          tableKey: table.encryptionKey,
        })
      : undefined;

    const topic = alarmTopic ?? new AlarmTopic(this, 'AlarmTopic', settings);
    if (settings.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(settings.alarmEmail));
    const watched: Watched = {
      metrics: this.metrics,
      api: this.api,
      table,
      fallback,
      events: this.events,
      redrive: this.functions.redrive,
      logGroupNames: TELLING_CALLBACKS.map((name) => this.functions[name].logGroup.logGroupName),
      sumOfFunctions: sumOf(this.functions),
    };
    this.alarmTopic = topic;
    const prefix = deploymentName(this);
    this.alarms = new Alarms(this, 'Alarms', { watched, topic, prefix, changes, runbookUrl });
    if (settings.dashboard) new RecoveryDashboard(this, 'Monitoring', watched, this.alarms);
    const { domainName, certificateArn, hostedZoneId } = settings;
    if (domainName !== undefined && certificateArn !== undefined && hostedZoneId !== undefined) {
      const domain = { domainName, certificateArn, hostedZoneId, api: this.api, prefix };
      new FailoverDomain(this, 'Domain', { ...domain, isSecond: settings.replicaOf !== undefined });
    }
    if (settings.canary)
      new Canary(this, 'Canary', { callbacks, metrics: this.metrics, prefix, changes, runbookUrl });
    acknowledgeFindings(this);
  }

  /** Lets somebody read the outcomes: GetItem and Query, on the table and its indexes. */
  grantReadOutcomes(grantee: IGrantable): Grant {
    return grantReadOutcomes(this.table, grantee);
  }

  /** Has every alarm do something more when it goes off, beside telling {@link alarmTopic}. */
  addAlarmAction(...actions: IAlarmAction[]): void {
    for (const alarm of Object.values(this.alarms.byName)) alarm.addAlarmAction(...actions);
  }
}
