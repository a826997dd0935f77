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
} as const;

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
