import { Duration } from 'aws-cdk-lib';
import { type Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { CallbackFunction } from '../callback-function.ts';
import type { AlarmChanges } from '../settings/alarms.ts';
import { type AlarmRow, changed, SLOW_MILLISECONDS } from './alarm-rows.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

interface WatchedVersion {
  readonly callback: CallbackFunction;
  readonly metrics: RecoveryMetrics;
}

/** The properties of {@link VersionAlarms}. */
export interface VersionAlarmsProps extends WatchedVersion {
  /** The beginning of every name: {@link deploymentName}. */
  readonly prefix: string;
  readonly changes: AlarmChanges;
  readonly runbookUrl: string;
}

/**
 * A metric that Lambda keeps of one version behind an alias
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html).
 */
const ofVersion = ({ lambda, live, version }: CallbackFunction, metricName: string, statistic: string) =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    statistic,
    period: Duration.minutes(1),
    dimensionsMap: {
      FunctionName: lambda.functionName,
      Resource: `${lambda.functionName}:${live.aliasName}`,
      ExecutedVersion: version.version,
    },
  });

/** Each is named after the alarm of the whole stack that sees the same, and shares its section in docs/runbook.md. */
export const VERSION_ALARMS: readonly AlarmRow<WatchedVersion>[] = [
  {
    name: 'defects',
    says: 'The version met a defect of its own: callers hear the safe answer, or an outcome is rejected',
    // Not what came to a wrong URL: no deployment is to blame for that, and one may be its cure.
    metric: ({ metrics, callback: { lambda, version } }) =>
      metrics.count('defects', { ExecutedVersion: `${lambda.functionName}:${version.version}` }),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'function-errors',
    says: 'The version crashed or ran out of time; the call ended',
    metric: ({ callback }) => ofVersion(callback, 'Errors', 'Sum'),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'slow-answers',
    says: ({ threshold }) => `The version takes ${threshold / 1000} s or more for one callback of 100`,
    metric: ({ callback }) => ofVersion(callback, 'Duration', 'p99'),
    threshold: SLOW_MILLISECONDS,
    // Three would not be known before the 5 minutes of the canary are over.
    dataPoints: 2,
  },
  {
    name: 'misconfigured-outcomes',
    says: 'The version was told that Bandwidth could not use an answer',
    metric: ({ metrics, callback: { lambda, version } }) =>
      metrics.count('misconfiguredOutcomes', {
        ExecutedVersion: `${lambda.functionName}:${version.version}`,
      }),
    threshold: 1,
    dataPoints: 1,
  },
];

/**
 * The alarms that take a new version of a function back. They look at that version alone and carry it in their
 * name, so that a deployment is neither refused for the faults of the version before nor blamed for them.
 */
export class VersionAlarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, { prefix, changes, runbookUrl, ...watched }: VersionAlarmsProps) {
    super(scope, id);
    const { name: callbackName, version } = watched.callback;
    this.all = changed(VERSION_ALARMS, changes, false).map(
      ({ name, metric, ...row }) =>
        new RunbookAlarm(this, name, {
          ...row,
          alarmName: `${prefix} ${name} ${callbackName} ${version.version}`,
          metric: metric(watched),
          url: `${runbookUrl}#${name}`,
        }),
    );
  }
}
