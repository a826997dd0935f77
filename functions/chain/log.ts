import { Environment } from '../environment.ts';
import { DEFAULT_METRICS_NAMESPACE, METRICS, type MetricKey } from '../metrics.ts';
import { beginning, limitDepth } from '../outcomes/json-value.ts';

/** Log level; the names are those of Lambda's JSON log format. */
export type LogLevel = 'INFO' | 'WARN' | 'ERROR';

/** An error as it stands in a log line. */
interface DescribedError {
  readonly name?: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** How many causes of causes are told: an error may be its own. */
const MAX_CAUSES = 3;

/** Longest text of an error that is told, in characters: an answer of a stranger may be in it. */
const MAX_ERROR_CHARACTERS = 4096;

const told = (text: unknown): string => beginning(String(text), MAX_ERROR_CHARACTERS);

/**
 * Describes whatever was thrown, with what caused it. Total: anything can be thrown,
 * also what cannot be written as text.
 */
export function describeError(error: unknown, causes = MAX_CAUSES): DescribedError {
  try {
    if (!(error instanceof Error)) return { message: told(`thrown: ${String(error)}`) };
    const { name, message, stack, cause } = error;
    return {
      name: told(name),
      message: told(message),
      stack: told(stack),
      ...(cause !== undefined && causes > 0 && { cause: describeError(cause, causes - 1) }),
    };
  } catch {
    return { message: 'thrown: something that cannot be written as text' };
  }
}

/**
 * Adds the embedded metric format, by which CloudWatch counts a log line. Each dimension must be a
 * field of the line, or nothing of the line is counted
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
function countedAs(
  keys: readonly MetricKey[],
  details: Readonly<Record<string, unknown>>,
  standsFor: number,
) {
  const namespace = process.env[Environment.metricsNamespace] ?? DEFAULT_METRICS_NAMESPACE;
  const metrics = keys.map((key) => METRICS[key]);
  return {
    ...Object.fromEntries(metrics.map(({ name }) => [name, standsFor])),
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: metrics.map(({ name, by }) => ({
        Namespace: namespace,
        Dimensions: [
          [],
          ...by.filter((dimension) => details[dimension] !== undefined).map((dimension) => [dimension]),
        ],
        Metrics: [{ Name: name, Unit: 'Count' }],
      })),
    },
  };
}

/**
 * The function and version that runs, as metrics are split by it; `undefined` outside of Lambda
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime).
 */
export function executedVersion(): string | undefined {
  const { AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_VERSION: version } = process.env;
  return name && `${name}:${version}`;
}

/** The JSON of a line. Total: what is nested deeper than the stack holds is cut. */
function lineText(line: object): string {
  try {
    return JSON.stringify(line);
  } catch {
    return JSON.stringify(limitDepth(line));
  }
}

/**
 * Writes one JSON line to standard output, and counts it. Lambda takes a line that
 * is JSON as it stands; `console` would wrap it. JSON also escapes line ends, so
 * that no text of a caller can begin a line of its own.
 * @param standsFor how many lines it counts for: more than 1 where the others are not written
 */
export function log(
  level: LogLevel,
  message: string,
  details: Readonly<Record<string, unknown>>,
  counts: readonly MetricKey[] = [],
  standsFor = 1,
): void {
  const counted = counts.length > 0 ? countedAs(counts, details, standsFor) : {};
  const line = { timestamp: new Date().toISOString(), level, message, ...details, ...counted };
  process.stdout.write(`${lineText(line)}\n`);
}
