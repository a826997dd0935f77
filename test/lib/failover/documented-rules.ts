/** The share of a minute's requests that were answered 5xx; `undefined` where there were none, as then there is no data. */
export type Minute = number | undefined;

/** The criteria of an alarm that a health check follows: so much, in so many minutes in a row. */
export interface Criteria {
  readonly threshold: number;
  readonly evaluationPeriods: number;
}

/** What is known of the data: enough, and what it says; or not. */
type Verdict = 'healthy' | 'unhealthy' | 'insufficient';

/**
 * Minutes beyond the evaluation periods that CloudWatch looks at, to have enough data where some is missing: in its
 * example 5 for an alarm of 3
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).
 */
const MORE_MINUTES = 2;

/**
 * How Route 53 reads the data of an alarm: it takes neither "M out of N" nor the alarm's treatment of missing data
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-types.html). How little data is too little
 * is not documented, hence `leastData`: the strictest reading asks for all of the periods, the loosest for one minute.
 */
function verdict(
  minutes: readonly Minute[],
  { threshold, evaluationPeriods }: Criteria,
  leastData: number,
): Verdict {
  const seen = minutes.slice(-(evaluationPeriods + MORE_MINUTES)).filter((minute) => minute !== undefined);
  const recent = seen.slice(-evaluationPeriods);
  if (recent.length < leastData) return 'insufficient';
  return recent.every((share) => share >= threshold) ? 'unhealthy' : 'healthy';
}

/** A health check that is asked each minute, and stays as it was where data is insufficient. */
export function healthCheck(criteria: Criteria, leastData: number) {
  const minutes: Minute[] = [];
  // A new check without data is healthy
  // (https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html, InsufficientDataHealthStatus).
  let isHealthy = true;
  return (minute: Minute): boolean => {
    minutes.push(minute);
    const found = verdict(minutes, criteria, leastData);
    if (found !== 'insufficient') isHealthy = found === 'healthy';
    return isHealthy;
  };
}

/** Tells whether a calculated health check is healthy that asks for all of its children. */
export const allHealthy = (children: readonly boolean[]): boolean => children.every(Boolean);
