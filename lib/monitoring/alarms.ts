import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmChanges } from '../settings/alarms.ts';
import { ALARMS, changed, EVENT_ALARMS } from './alarm-rows.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { Watched } from './watched.ts';

/** The properties of {@link Alarms}. */
interface AlarmsProps {
  readonly watched: Watched;
  readonly topic: ITopic;
  /** The beginning of every name: {@link deploymentName}. */
  readonly prefix: string;
  readonly changes: AlarmChanges;
  /** Where docs/runbook.md is published. */
  readonly runbookUrl: string;
}

/** Every alarm that people are told of, by its name in docs/runbook.md. */
export class Alarms extends Construct {
  readonly byName: Readonly<Record<string, Alarm>>;

  constructor(scope: Construct, id: string, { watched, topic, prefix, changes, runbookUrl }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    const { events } = watched;
    const rows = [
      ...ALARMS.map((row) => ({ ...row, metric: row.metric(watched) })),
      ...(events ? EVENT_ALARMS.map((row) => ({ ...row, metric: row.metric(events) })) : []),
    ];
    this.byName = Object.fromEntries(
      changed(rows, changes).map(({ name, ...row }) => {
        const alarm = new RunbookAlarm(this, name, {
          ...row,
          alarmName: `${prefix} ${name}`,
          url: `${runbookUrl}#${name}`,
        });
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
        return [name, alarm];
      }),
    );
  }
}
