import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, MathExpression, Row } from 'aws-cdk-lib/aws-cloudwatch';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { destinationsTable } from './destinations-table.ts';
import type { Watched } from './watched.ts';

const period = Duration.minutes(5);
const HALF = { width: 12, height: 6 };

/** Outcomes over time, how often recovery succeeds, which destination fails, how long callers wait, and what costs money. */
export class RecoveryDashboard extends Construct {
  constructor(scope: Construct, id: string, watched: Watched, alarms: Alarms) {
    super(scope, id);
    const { metrics, api, fallback, table, logGroupNames, sumOfFunctions } = watched;
    const count = (key: Parameters<typeof metrics.count>[0]) => metrics.count(key, {}, period);
    const success = new MathExpression({
      expression: '100 * recovered / begun',
      usingMetrics: { recovered: count('recoveredCalls'), begun: count('recoveriesBegun') },
      label: 'recovered, % of calls whose first hand-off failed',
      period,
    });
    const latency = (statistic: string) => api.stage.metricLatency({ statistic, period });

    new Dashboard(this, 'Dashboard', {
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: Object.values(alarms.byName) })],
        [
          new GraphWidget({
            title: 'Outcomes',
            ...HALF,
            left: [metrics.countEach('callbacks', 'outcome')],
            stacked: true,
          }),
          new GraphWidget({ title: 'Steps taken', ...HALF, left: [metrics.countEach('callbacks', 'step')] }),
        ],
        [
          new GraphWidget({
            title: 'Recovery',
            ...HALF,
            left: [count('recoveriesBegun'), count('recoveredCalls')],
            right: [success],
          }),
          new GraphWidget({
            title: 'Time to answer',
            ...HALF,
            left: [latency('p50'), latency('p90'), latency('p99')],
          }),
        ],
        [destinationsTable(logGroupNames)],
        [
          new GraphWidget({
            title: 'What went wrong',
            ...HALF,
            left: [
              sumOfFunctions('Errors', period),
              sumOfFunctions('Throttles', period),
              count('safetyNetAnswers'),
              count('defects'),
              count('invalidCallbacks'),
              count('outcomesLogged'),
              count('duplicates'),
            ],
            right: [metrics.countEach('refusedRequests', 'fault')],
          }),
          new GraphWidget({
            title: 'Outcomes that wait',
            ...HALF,
            left: [count('outcomesQueued'), count('outcomesRedriven')],
            right: [
              fallback.queue.metricApproximateNumberOfMessagesVisible({ period }),
              fallback.queue.metricApproximateNumberOfMessagesNotVisible({ period }),
            ],
          }),
        ],
        [
          new GraphWidget({
            title: 'Cost: requests, function time (ms)',
            ...HALF,
            left: [api.stage.metricCount({ period }), sumOfFunctions('Invocations', period)],
            right: [sumOfFunctions('Duration', period)],
          }),
          new GraphWidget({
            title: 'Cost: write units of the table; writes refused',
            ...HALF,
            left: [table.metricConsumedWriteCapacityUnits({ period })],
            right: [
              table.metric('ThrottledRequests', {
                dimensionsMap: { TableName: table.tableName, Operation: Operation.PUT_ITEM },
                statistic: 'Sum',
                period,
              }),
            ],
          }),
        ],
      ].map((widgets) => [new Row(...widgets)]),
    });
  }
}
