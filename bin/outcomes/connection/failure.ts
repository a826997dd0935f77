import { StartError } from '../../local/start-error.ts';
import { UsageError } from '../usage-error.ts';

interface Failure extends Error {
  readonly code?: string;
  readonly $metadata?: unknown;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

const ADVICE: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'There is no such table there. Check --table, --region or --endpoint.',
  CredentialsProviderError: 'No AWS credentials. Set AWS_PROFILE, or log in (aws sso login).',
  AccessDeniedException:
    'Not allowed: it takes dynamodb:Query and dynamodb:GetItem on the table and its indexes.',
  ExpiredTokenException: 'The AWS credentials have expired: log in again.',
  UnrecognizedClientException: 'AWS does not know these credentials.',
  ProvisionedThroughputExceededException:
    'The table is read faster than it allows; try again, or a shorter range.',
  ECONNREFUSED: 'Nothing answers there. Is it running (npm start), or is --endpoint wrong?',
  ENOTFOUND: 'There is no such host. Check --endpoint or --region.',
};

/**
 * An error as one line that says what to do; `undefined` for a defect of ours, which keeps its stack.
 */
export function failureLine(error: unknown, tableWords: string | undefined): string | undefined {
  const { name, code, message, $metadata } = error as Failure;
  if (error instanceof UsageError || error instanceof StartError) return firstLine(message);
  const advice = ADVICE[name] ?? ADVICE[code ?? ''];
  const where = tableWords === undefined ? '' : ` (${tableWords})`;
  if (advice !== undefined) return `${advice}${where}`;
  if (/^Region (is missing|not accepted)/.test(message))
    return 'Which region? Give --region, or set AWS_REGION.';
  const isAnswer = $metadata !== undefined || code !== undefined;
  return isAnswer || name === 'TimeoutError' ? `${name}: ${firstLine(message)}${where}` : undefined;
}
