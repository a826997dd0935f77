/** One value of a metric, in a minute that is counted from the beginning of an event. */
export interface DataPoint {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly minute: number;
  readonly value: number;
}

/** The properties of an alarm in a template. */
export interface AlarmProperties {
  readonly AlarmName: unknown;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
  readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
}

/** What a value of a template may look like when it is deployed: the logical id stands for the name. */
export function deployedValue(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Intrinsic;
  return Ref ?? attribute?.join('.') ?? join?.[1].map(deployedValue).join(join[0]) ?? '';
}

interface EmbeddedMetrics {
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

/**
 * What CloudWatch takes from a log line, which must name no dimension that it lacks
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export function countedIn(line: string, minute: number): DataPoint[] {
  const fields = JSON.parse(line) as EmbeddedMetrics & Record<string, unknown>;
  return (fields._aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) => {
        const absent = names.filter((name) => typeof fields[name] !== 'string');
        if (absent.length > 0 || typeof fields[Name] !== 'number')
          throw new Error(`a line counts ${Name} by ${names.join()}, and lacks ${absent.join()}: ${line}`);
        const dimensions = Object.fromEntries(names.map((name) => [name, String(fields[name])]));
        return { namespace: Namespace, name: Name, dimensions, minute, value: fields[Name] };
      }),
    ),
  );
}

const key = (dimensions: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1)));

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Maximum: (values) => Math.max(...values),
  p99: (values) => [...values].sort((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1] ?? 0,
};

const isAtLeast = 'GreaterThanOrEqualToThreshold';

/**
 * The minutes at whose end an alarm is red: where enough of its last periods reach the threshold; a period
 * without data does not (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html).
 */
export function redMinutes(alarm: AlarmProperties, points: readonly DataPoint[], until: number): number[] {
  const { ComparisonOperator, TreatMissingData, Statistic, ExtendedStatistic } = alarm;
  const statistic = STATISTICS[Statistic ?? ExtendedStatistic ?? ''];
  if (ComparisonOperator !== isAtLeast || TreatMissingData !== 'notBreaching' || !statistic)
    throw new Error(`not known here: ${ComparisonOperator}, ${TreatMissingData}, ${Statistic}`);
  const own = key(
    Object.fromEntries((alarm.Dimensions ?? []).map(({ Name, Value }) => [Name, deployedValue(Value)])),
  );
  const series = points.filter(
    ({ namespace, name, dimensions }) =>
      namespace === alarm.Namespace && name === alarm.MetricName && key(dimensions) === own,
  );
  const periodMinutes = alarm.Period / 60;
  const isRed = (end: number): boolean => {
    const breaching = Array.from({ length: alarm.EvaluationPeriods }, (_, index) => {
      const to = end - index * periodMinutes;
      const values = series.filter(({ minute }) => minute <= to && minute > to - periodMinutes);
      return values.length > 0 && statistic(values.map(({ value }) => value)) >= alarm.Threshold;
    });
    return breaching.filter(Boolean).length >= (alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods);
  };
  return Array.from({ length: until }, (_, minute) => minute).filter(isRed);
}
