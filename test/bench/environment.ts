import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Environment } from '../../functions/environment.ts';
import { DEFAULT_FUNCTION_MEMORY_MB } from '../../lib/settings.ts';
import { TOKEN } from './requests.ts';

/** The table that the contestants store outcomes in. */
export const OUTCOMES_TABLE_NAME = 'bench-outcomes';

/** The table of Powertools idempotency; its key is `id`. */
export const IDEMPOTENCY_TABLE_NAME = 'bench-idempotency';

/** Node's options as Lambda sets them by the memory of the function: 5 % for a semi-space, 90 % for old objects. */
export const LAMBDA_NODE_OPTIONS: readonly string[] = [
  '--max-http-header-size=81920',
  `--max-semi-space-size=${Math.floor(DEFAULT_FUNCTION_MEMORY_MB * 0.05)}`,
  `--max-old-space-size=${Math.floor(DEFAULT_FUNCTION_MEMORY_MB * 0.9)}`,
];

/** Key and certificate of a DynamoDB behind TLS. */
export const TLS_FILES: readonly [string, string] = [
  fileURLToPath(new URL('../support/tls/localhost.key.pem', import.meta.url)),
  fileURLToPath(new URL('../support/tls/localhost.cert.pem', import.meta.url)),
];

/** The environment of a deployed function, pointed at a DynamoDB on loopback. Nothing is inherited. */
export const lambdaEnvironment = (dynamoDbEndpoint: string, folder: string): Record<string, string> => ({
  [Environment.outcomesTable]: OUTCOMES_TABLE_NAME,
  [Environment.callbackTokenSha256]: createHash('sha256').update(TOKEN).digest('hex'),
  [Environment.outcomeTtlDays]: '90',
  IDEMPOTENCY_TABLE: IDEMPOTENCY_TABLE_NAME,
  AWS_ENDPOINT_URL_DYNAMODB: dynamoDbEndpoint,
  ...(dynamoDbEndpoint.startsWith('https:') && { NODE_EXTRA_CA_CERTS: TLS_FILES[1] }),
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  // As long as a real one: it is signed and sent with every request.
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLE'.repeat(36),
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(DEFAULT_FUNCTION_MEMORY_MB),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_FORMAT: 'JSON',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/bench',
  AWS_LAMBDA_LOG_STREAM_NAME: '2026/11/21/[$LATEST]0123456789abcdef0123456789abcdef',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: 'handler.handler',
  _X_AMZN_TRACE_ID: 'Root=1-69209c7e-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0',
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'bench',
  // No profile files, as in Lambda.
  HOME: folder,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
});
