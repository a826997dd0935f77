import { describeError, log } from './log.ts';

/**
 * Says that a caller hears the safe answer for a defect of ours, and in which version of which function
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime).
 */
export function logDefect(error: unknown, about: Readonly<Record<string, unknown>>): void {
  const { AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_VERSION: version } = process.env;
  log(
    'ERROR',
    'callback got the safe answer',
    { ...about, ExecutedVersion: name && `${name}:${version}`, error: describeError(error) },
    ['safetyNetAnswers'],
  );
}
