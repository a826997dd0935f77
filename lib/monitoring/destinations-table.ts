import { LogQueryVisualizationType, LogQueryWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { CallbackName } from '../../functions/callbacks.ts';
import { METRICS } from '../../functions/metrics.ts';

/**
 * The callbacks that tell how a hand-off ended, and which of their outcomes do. Each hand-off is told once: an answered
 * `<Transfer>` by the end of its leg or by its callee's key, as no `transferComplete` comes where the caller hung up first.
 */
const TELL: Readonly<Partial<Record<CallbackName, string>>> = {
  'refer-complete': '',
  'transfer-complete': ' and outcome != "completed"',
  'transfer-disconnect': ' and outcome = "completed"',
  gather: ' and outcome = "accepted"',
};

/** The callbacks whose log groups the table reads. */
export const TELLING_CALLBACKS = Object.keys(TELL) as CallbackName[];

/**
 * Counts of outcomes by route and by position of the destination in it. A log line counts for as many as it stands for,
 * by `logSample`. Log lines name no destination, and a metric of each would cost 0.30 USD a month.
 */
export const destinationsTable = (logGroupNames: readonly string[]): LogQueryWidget =>
  new LogQueryWidget({
    title: 'Hand-offs by route and position of the destination in it',
    width: 24,
    height: 6,
    view: LogQueryVisualizationType.TABLE,
    logGroupNames: [...logGroupNames],
    queryLines: [
      'filter message = "callback answered" and recorded != "duplicate" and ispresent(position)',
      `filter ${TELLING_CALLBACKS.map((name) => `(callback = "${name}"${TELL[name]})`).join(' or ')}`,
      `stats sum(${METRICS.callbacks.name}) as handOffs by route, position, outcome`,
      'sort route asc, position asc, handOffs desc',
      'limit 1000',
    ],
  });
