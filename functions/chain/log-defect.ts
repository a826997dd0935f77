import { describeError, executedVersion, log } from './log.ts';

/**
 * Says that a caller hears the safe answer for a defect of ours, and in which version of which function.
 */
export function logDefect(error: unknown, about: Readonly<Record<string, unknown>>): void {
  log(
    'ERROR',
    'callback got the safe answer',
    { ...about, ExecutedVersion: executedVersion(), error: describeError(error) },
    ['safetyNetAnswers'],
  );
}
