import { describeError, executedVersion, log } from './log.ts';

/** Says that a callback met a defect of ours, and in which version of which function. */
export function logDefect(
  error: unknown,
  about: Readonly<Record<string, unknown>>,
  isAnswerHeard: boolean,
): void {
  log(
    'ERROR',
    isAnswerHeard ? 'callback got the safe answer' : 'callback not handled',
    { ...about, ExecutedVersion: executedVersion(), error: describeError(error) },
    ['defects', ...(isAnswerHeard ? (['safetyNetAnswers'] as const) : [])],
  );
}
