import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { CallbackApi } from '../callback-api.ts';
import type { OutcomeEvents } from '../events/outcome-events.ts';
import type { FallbackQueue } from '../fallback-queue.ts';
import type { RecoveryMetrics } from './recovery-metrics.ts';

/** The parts of a deployment that alarms and dashboard watch. */
export interface Watched {
  readonly metrics: RecoveryMetrics;
  readonly api: CallbackApi;
  readonly table: ITable;
  readonly fallback: FallbackQueue;
  /** With the setting `outcomeEvents`. */
  readonly events: OutcomeEvents | undefined;
  readonly redrive: LambdaFunction;
  /** Those of the callbacks that tell how hand-offs ended. */
  readonly logGroupNames: readonly string[];
  readonly sumOfFunctions: (metricName: FunctionMetric, period: Duration) => IMetric;
}

/** A metric that Lambda keeps of every function. */
type FunctionMetric = 'Errors' | 'Throttles' | 'Duration' | 'Invocations';

/** Adds up a metric of all functions. An emulator may know no metric math, so alarms go without. */
export const sumOf =
  (functions: Readonly<Record<string, LambdaFunction>>): Watched['sumOfFunctions'] =>
  (metricName, period) => {
    const entries = Object.entries(functions).map(([name, lambda]): [string, IMetric] => [
      `${metricName}-${name}`.toLowerCase().replaceAll('-', '_'),
      lambda.metric(metricName, { statistic: 'Sum', period }),
    ]);
    return new MathExpression({
      expression: entries.map(([id]) => id).join(' + '),
      usingMetrics: Object.fromEntries(entries),
      label: `${metricName} of all functions`,
      period,
    });
  };
