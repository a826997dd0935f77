import { didYouMean } from '../policy/nearest-word.ts';
import { isObject, readEach } from './read-each.ts';
import { type ReadValue, wholeNumber } from './read-value.ts';
import { SettingError } from './setting-error.ts';
import { isOfDeployment, wrong } from './wrong-value.ts';

/** The alarms, by their headings in docs/runbook.md, in its order. */
export const ALARM_NAMES = [
  'safety-net-answers',
  'defects',
  'function-errors',
  'redrive-errors',
  'function-throttles',
  'slow-answers',
  'outcomes-queued',
  'fallback-queue-stuck',
  'fallback-queue-unread',
  'dead-letters',
  'misconfigured-outcomes',
  'outcomes-only-in-log',
  'refused-requests',
  'client-errors',
  'undelivered-events',
] as const;

/** One of {@link ALARM_NAMES}. */
export type AlarmName = (typeof ALARM_NAMES)[number];

/** Another limit of one alarm; what is left out stays as it is. */
export interface AlarmChange {
  /** The alarm goes off at this value or above it, in the unit of its metric: milliseconds, or a count. */
  readonly threshold?: number;
  /** In how many periods in a row, of a minute or five. With `canary` those of a new version stay. */
  readonly periods?: number;
}

/** Alarms with other limits; `false` leaves one out, and with `canary` that of new versions too. */
export type AlarmChanges = { readonly [name in AlarmName]?: false | AlarmChange };

const LIMITS = {
  threshold: (name: string, found: unknown): number => {
    if (typeof found === 'number' && found > 0 && found <= Number.MAX_SAFE_INTEGER && !isOfDeployment(found))
      return found;
    throw wrong(name, 'a number above 0', found);
  },
  // A day is the most that CloudWatch looks back on periods of less than an hour, and some have five minutes
  // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
  periods: wholeNumber((count) => count >= 1 && count <= 288, 'a whole number of periods from 1 to 288'),
};

/** Reads the changes of alarms, as another CDK app or `cdk.json` gives them. */
export const alarmChanges: ReadValue<AlarmChanges> = (name, found) => {
  if (!isObject(found)) throw wrong(name, 'an object of alarms by their names', found);
  const mistakes: string[] = [];
  const read = Object.entries(found).map(([alarm, change]) => {
    if (!ALARM_NAMES.some((each) => each === alarm))
      mistakes.push(
        `unknown alarm ${name}.${alarm}: the alarms are ${ALARM_NAMES.join(', ')}${didYouMean(alarm, ALARM_NAMES)}`,
      );
    return [alarm, change === false ? false : readEach(change, `${name}.${alarm}.`, LIMITS, mistakes)];
  });
  if (mistakes.length > 0) throw new SettingError(mistakes.join('\n'));
  return Object.fromEntries(read) as AlarmChanges;
};
