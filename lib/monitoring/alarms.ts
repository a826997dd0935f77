import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ALARMS } from './alarm-rows.ts';
import type { Watched } from './watched.ts';

/** What {@link Alarms} needs. */
export interface AlarmsProps {
  readonly watched: Watched;
  readonly topic: ITopic;
  /** Where docs/runbook.md is published. */
  readonly runbookUrl: string;
}

/** Every alarm, by its name; each says what is wrong and where to read on. No calls, no alarm. */
export class Alarms extends Construct {
  readonly byName: Readonly<Record<string, Alarm>>;

  constructor(scope: Construct, id: string, { watched, topic, runbookUrl }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    this.byName = Object.fromEntries(
      ALARMS.map(({ name, says, metric, threshold, dataPoints }) => {
        const alarm = new Alarm(this, name, {
          alarmDescription: `${says}. ${runbookUrl}#${name}`,
          metric: metric(watched),
          threshold,
          evaluationPeriods: dataPoints,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        });
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
        return [name, alarm];
      }),
    );
  }
}
