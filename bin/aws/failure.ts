import { Failure, UsageError } from '../usage/usage-error.ts';

interface AwsError extends Error {
  readonly code?: string;
  readonly $metadata?: unknown;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

const EXPIRED = 'The AWS credentials have expired: log in again.';
const UNKNOWN = 'AWS does not know these credentials.';

/** By the name or the code of the error; CloudFormation has other names than DynamoDB for the same. */
const ADVICE: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'There is no such table. Check --table, --region or --endpoint.',
  CredentialsProviderError: 'No AWS credentials. Set AWS_PROFILE, or log in (aws sso login).',
  ExpiredTokenException: EXPIRED,
  ExpiredToken: EXPIRED,
  UnrecognizedClientException: UNKNOWN,
  InvalidClientTokenId: UNKNOWN,
  ProvisionedThroughputExceededException:
    'The table is being read faster than it allows: try again, or ask for a shorter range.',
  ECONNREFUSED: 'Nothing answers there. Is it running, or is --endpoint wrong?',
  ENOTFOUND: 'There is no such host. Check --endpoint or --region.',
};

/** The error codes with which AWS's services refuse a right. */
const ACCESS_DENIED = /^AccessDenied(?:Exception)?$/;

/** An error of AWS, or on the way to it, as one line that says what to do. */
function advice({ name, code, message, $metadata }: AwsError, needs: string): string | undefined {
  const known = ADVICE[name] ?? ADVICE[code ?? ''];
  if (known !== undefined) return known;
  if (ACCESS_DENIED.test(name)) return `Not allowed: this needs ${needs}.`;
  const isAnswer = $metadata !== undefined || code !== undefined || name === 'TimeoutError';
  return isAnswer ? `${name}: ${firstLine(message)}` : undefined;
}

/** The errors of AWS about one item, or about a moment's load. It would give any other for the next item too. */
const OF_ONE_ITEM =
  /^(?:ValidationException|ItemCollectionSizeLimitExceededException|ProvisionedThroughputExceededException|Throttling(?:Exception)?|RequestLimitExceeded|InternalServerError|ServiceUnavailable(?:Exception)?)$/;

/** Whether an error is of AWS, or on the way to it, and not of what was asked: credentials, rights, table, connection. */
export const isOfEverything = (error: unknown): boolean =>
  !OF_ONE_ITEM.test((error as Error).name) && mistakeOf(error, '') !== error;

/** An error of what needs these rights as a mistake in one line, with where it was; a defect of ours as it is. */
export function mistakeOf(error: unknown, needs: string, where?: string): unknown {
  if (error instanceof UsageError) return error;
  const { message = '' } = error as Error;
  if (/^Region (is missing|not accepted)/.test(message))
    return new UsageError('Which region? Give --region, or set AWS_REGION.', { cause: error });
  const line = advice(error as AwsError, needs);
  const place = where === undefined ? '' : ` (${where})`;
  return line === undefined ? error : new Failure(`${line}${place}`, { cause: error });
}
