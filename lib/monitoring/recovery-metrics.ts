import { Duration } from 'aws-cdk-lib';
import { Metric, SearchExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS, type MetricKey } from '../../functions/metrics.ts';
import { deploymentName } from '../deployment-name.ts';

/** The counts of the functions as CloudWatch metrics, for alarms and dashboards of one's own too. */
export class RecoveryMetrics {
  readonly namespace: string;

  constructor(construct: Construct) {
    this.namespace = `CallRecovery/${deploymentName(construct)}`;
  }

  /** The sum of one metric, of all callbacks or of those that the dimension names. */
  count(key: MetricKey, by: Readonly<Record<string, string>> = {}, period = Duration.minutes(1)): Metric {
    return new Metric({
      namespace: this.namespace,
      metricName: METRICS[key].name,
      dimensionsMap: { ...by },
      statistic: 'Sum',
      period,
    });
  }

  /** One line for each value of a dimension, whatever values there are. */
  countEach(key: MetricKey, dimension: string, period = Duration.minutes(5)): SearchExpression {
    const { name } = METRICS[key];
    return new SearchExpression({
      expression: `SEARCH('{"${this.namespace}",${dimension}} MetricName="${name}"', 'Sum', ${period.toSeconds()})`,
      period,
      label: '',
    });
  }
}
