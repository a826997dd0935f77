import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { wholeNumber } from './read-value.ts';

/** The retentions, in days, that CloudWatch knows; its enumeration ends in one that means "for ever". */
const ALLOWED_DAYS = Object.values(RetentionDays).filter(
  (days): days is RetentionDays & number => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/** Reads the days that logs are kept. */
export const logRetention = wholeNumber(
  (days) => ALLOWED_DAYS.includes(days),
  `one of ${ALLOWED_DAYS.join(', ')} (days)`,
);
