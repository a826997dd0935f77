/**
 * The environment variables of the deployed functions: the stack writes them,
 * the functions read them, both by these names.
 */
export const Environment = {
  /** Name of the DynamoDB table that outcomes are stored in. */
  outcomesTable: 'OUTCOMES_TABLE',
  /** Comma list of lower-case hex SHA-256 hashes of the callback tokens now valid. */
  callbackTokenSha256: 'CALLBACK_TOKEN_SHA256',
  /** URL of the SQS queue for outcomes that the table did not take. */
  fallbackQueueUrl: 'FALLBACK_QUEUE_URL',
  /** CloudWatch namespace of our metrics. */
  metricsNamespace: 'METRICS_NAMESPACE',
  /** `true` puts the parties of a call (`from`, `to`, destinations) into its log line. */
  logParties: 'LOG_PARTIES',
  /** Days that an outcome is kept; 0 keeps it for ever. */
  outcomeTtlDays: 'OUTCOME_TTL_DAYS',
  /** Milliseconds that a caller waits at most for the table. */
  storeTimeoutMs: 'STORE_TIMEOUT_MS',
  /** Milliseconds that a caller then waits at most for the queue. */
  queueTimeoutMs: 'QUEUE_TIMEOUT_MS',
  /** Base URL of another deployment that takes over where this one does not answer; none where it is not given. */
  fallbackBaseUrl: 'FALLBACK_BASE_URL',
  /** The share of calls whose routine log lines are written, above 0 and up to 1. */
  logSample: 'LOG_SAMPLE',
} as const;

/** The defaults of variables, and of the settings that these are made from. */
export const DEFAULT_STORE_TIMEOUT_MILLISECONDS = 2000;
export const DEFAULT_QUEUE_TIMEOUT_MILLISECONDS = 1500;
export const DEFAULT_OUTCOME_TTL_DAYS = 90;

/** How long a caller waits at most for the read that tells whether a callee took the call. */
export const READ_TIMEOUT_MILLISECONDS = 500;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads a variable that a function cannot do without.
 * @throws {Error} naming the variable when it is missing or blank
 */
export function required(name: string, variables: Variables = process.env): string {
  const value = variables[name]?.trim();
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}

/**
 * Reads a variable that is a number above 0.
 * @throws {Error} naming the variable when it is something else
 */
export function positive(name: string, otherwise: number, variables: Variables = process.env): number {
  const value = Number(variables[name] ?? otherwise);
  if (value > 0 && value < Infinity) return value;
  throw new Error(`environment variable ${name} must be a number above 0`);
}
