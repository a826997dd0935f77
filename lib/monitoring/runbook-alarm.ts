import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type AlarmRow, saidOf } from './alarm-rows.ts';

/** The properties of {@link RunbookAlarm}: those of a row, and those that depend on the deployment. */
interface RunbookAlarmProps extends Omit<AlarmRow, 'name' | 'metric'> {
  readonly alarmName: string;
  readonly metric: Metric;
  /** Where to read on: the heading in the published docs/runbook.md. */
  readonly url: string;
}

/** An alarm that says what is wrong and where to read on. No calls, no alarm. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, { alarmName, metric, url, ...row }: RunbookAlarmProps) {
    super(scope, id, {
      alarmName,
      alarmDescription: `${saidOf(row)}. ${url}`,
      metric,
      threshold: row.threshold,
      evaluationPeriods: row.dataPoints,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
