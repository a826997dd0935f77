import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { OutcomeEvents } from '../events/outcome-events.ts';
import type { AlarmChanges, AlarmName } from '../settings/alarms.ts';
import type { Watched } from './watched.ts';

/** When an alarm goes off: at the threshold or above it, in as many data points in a row. */
interface AlarmLimits {
  readonly threshold: number;
  readonly dataPoints: number;
}

/** An alarm on something: `name` is also its heading in docs/runbook.md. */
export interface AlarmRow<Of = Watched> extends AlarmLimits {
  readonly name: AlarmName;
  /** The trouble, in words for the person who is woken. */
  readonly says: string | ((limits: AlarmLimits) => string);
  /** One metric, as it is: the emulator of `npm run test:deploy` takes no metric math in alarms. */
  readonly metric: (of: Of) => Metric;
}

/** What an alarm says at its limits. */
export const saidOf = ({ says, ...limits }: Pick<AlarmRow, 'says'> & AlarmLimits): string =>
  typeof says === 'string' ? says : says(limits);

/**
 * Rows as a deployment changes them; those that it leaves out are gone.
 * @param hasPeriods whether the data points follow, too
 */
export const changed = <Row extends AlarmLimits & { readonly name: AlarmName }>(
  rows: readonly Row[],
  changes: AlarmChanges,
  hasPeriods = true,
): Row[] =>
  rows.flatMap((row) => {
    const change = changes[row.name];
    if (change === false) return [];
    const { threshold = row.threshold, periods = row.dataPoints } = change ?? {};
    return [{ ...row, threshold, ...(hasPeriods && { dataPoints: periods }) }];
  });

const minute = Duration.minutes(1);
const fiveMinutes = Duration.minutes(5);

/** The longest that callers wait for us, 99 of 100 of them: a fifth of what Bandwidth waits. */
export const SLOW_MILLISECONDS = 3_000;

/** More than a round of the redrive function, which comes every 5 minutes: it has tried in vain again, or not come. */
const WAITING_MINUTES = 8;

/** Refused requests in 5 minutes; nobody who knows a URL of ours sends as many. */
const SURGE_REQUESTS = 100;

/** In 5 minutes, one a second: a scanner that looks for well-known paths stays below, a surge that is throttled does not. */
const CLIENT_ERRORS = 300;

/** Every alarm of every deployment; docs/runbook.md has a section for each. */
export const ALARMS: readonly AlarmRow[] = [
  {
    name: 'safety-net-answers',
    says: 'Callers hear the safe answer, as we could not decide',
    metric: ({ metrics }) => metrics.count('safetyNetAnswers'),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'defects',
    says: 'A callback met a defect of ours: its outcome is kept as rejected, and whoever waited heard the safe answer',
    metric: ({ metrics }) => metrics.count('defects'),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'function-errors',
    says: 'A function crashed, ran out of time or had no room; the call ended',
    // Seen at the API: what no caller heard. One metric for all functions, whatever the reason.
    metric: ({ api }) => api.stage.metricServerError({ statistic: 'Sum', period: minute }),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'redrive-errors',
    says: 'The redrive function crashed; outcomes wait in the queue',
    metric: ({ redrive }) => redrive.metricErrors({ period: minute }),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'function-throttles',
    says: 'Lambda turned requests away in this account, ours or others: they share its concurrency',
    metric: () =>
      new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum', period: minute }),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'slow-answers',
    says: ({ threshold }) => `One caller of 100 waits ${threshold / 1000} s or more for what comes next`,
    metric: ({ api }) => api.stage.metricLatency({ statistic: 'p99', period: minute }),
    threshold: SLOW_MILLISECONDS,
    dataPoints: 3,
  },
  {
    name: 'outcomes-queued',
    says: 'The table did not take an outcome, which waits in the fallback queue',
    metric: ({ metrics }) => metrics.count('outcomesQueued', {}, fiveMinutes),
    threshold: 1,
    dataPoints: 1,
  },
  // Not ApproximateAgeOfOldestMessage: SQS leaves out what was received three times and not deleted
  // (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html).
  {
    name: 'fallback-queue-stuck',
    says: ({ dataPoints }) =>
      `For ${dataPoints} minutes outcomes of the fallback queue have been tried, and not stored`,
    metric: ({ fallback }) => fallback.queue.metricApproximateNumberOfMessagesNotVisible({ period: minute }),
    threshold: 1,
    dataPoints: WAITING_MINUTES,
  },
  {
    name: 'fallback-queue-unread',
    says: ({ dataPoints }) =>
      `For ${dataPoints} minutes outcomes have waited in the fallback queue, and not been tried`,
    metric: ({ fallback }) => fallback.queue.metricApproximateNumberOfMessagesVisible({ period: minute }),
    threshold: 1,
    dataPoints: WAITING_MINUTES,
  },
  {
    name: 'dead-letters',
    says: 'An outcome was tried 30 times and not stored; SQS drops it after 14 days',
    metric: ({ fallback }) =>
      fallback.deadLetters.metricApproximateNumberOfMessagesVisible({ period: minute }),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'misconfigured-outcomes',
    says: 'Bandwidth could not use an answer, or an application behind a transfer',
    metric: ({ metrics }) => metrics.count('callbacks', { outcome: 'misconfigured' }),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'outcomes-only-in-log',
    says: 'Neither table nor queue took an outcome; it is in the log alone',
    metric: ({ metrics }) => metrics.count('outcomesLogged'),
    threshold: 1,
    dataPoints: 1,
  },
  {
    name: 'refused-requests',
    says: ({ threshold }) =>
      `${threshold} requests or more in 5 minutes had no or a wrong token, or were no events of calls`,
    metric: ({ metrics }) => metrics.count('refusedRequests', {}, fiveMinutes),
    threshold: SURGE_REQUESTS,
    dataPoints: 1,
  },
  {
    name: 'client-errors',
    says: ({ threshold }) =>
      `${threshold} requests or more in 5 minutes were answered 4xx; with 429, calls were lost`,
    // Ours (400, 404, 405, 413), and what API Gateway refuses before it asks us: 429, and 404 where it has no route.
    metric: ({ api }) => api.stage.metricClientError({ statistic: 'Sum', period: fiveMinutes }),
    threshold: CLIENT_ERRORS,
    dataPoints: 1,
  },
];

/** The further alarms of a deployment that sends events. */
export const EVENT_ALARMS: readonly AlarmRow<OutcomeEvents>[] = [
  {
    name: 'undelivered-events',
    says: 'Events of outcomes could not be sent; the outcomes are stored',
    metric: ({ deadLetters }) => deadLetters.metricApproximateNumberOfMessagesVisible({ period: minute }),
    threshold: 1,
    dataPoints: 1,
  },
];
