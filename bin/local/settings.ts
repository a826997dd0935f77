import { join } from 'node:path';
import { Environment } from '../../functions/environment.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { DEFAULT_POLICY_FILE } from '../../lib/policy/policy-file.ts';
import { checkToken, keptToken } from '../data-folder/callback-token.ts';
import { readPolicyOf } from '../usage/policy.ts';
import { readPort } from '../usage/read-options.ts';
import { UsageError } from '../usage/usage-error.ts';

/** The settings of the local server, read from {@link VARIABLES}; all have defaults. */
export interface ServerSettings {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly policy: Policy;
  readonly policyFile: string;
  readonly tableName: string;
  readonly dataDirectory: string;
  readonly token: string;
  /** Where {@link token} is kept, or the variable that brought it. */
  readonly tokenSource: string;
  /** Where a tunnel makes the server public, without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly dynamoDbEndpoint: string | undefined;
  readonly fallbackQueueUrl?: string | undefined;
  /** Another server that takes over where this one does not answer, without a slash at its end. */
  readonly fallbackBaseUrl?: string | undefined;
}

/** The variables that are read, for `--help`. */
export const VARIABLES = `
Variables:
  PORT                       of the server on 127.0.0.1 (3000); the console takes the next. 0: any free one
  DATA_DIR                   folder of outcomes and token (.data)
  CALLBACK_TOKEN             the token in the URLs (one is made, and kept in DATA_DIR)
  RECOVERY_FILE              the policy (${DEFAULT_POLICY_FILE}); read again when it changes
  PUBLIC_URL                 as --public-url
  OUTCOMES_TABLE             name of the table (outcomes)
  AWS_ENDPOINT_URL_DYNAMODB  a DynamoDB instead of the embedded one
  FALLBACK_QUEUE_URL         an SQS queue instead of the embedded one
  FALLBACK_BASE_URL          another server, for the fallback URLs of answers (none)
  NO_COLOR                   no colours`;

type Variables = Readonly<Record<string, string | undefined>>;

/** DynamoDB's own rule (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html). */
const TABLE_NAME = /^[\w.-]{3,255}$/;

function readTableName(text: string): string {
  if (TABLE_NAME.test(text)) return text;
  throw new UsageError(
    `OUTCOMES_TABLE must be 3 to 255 letters, digits, "_", "-" and ".", not "${text}". Unset it to use "outcomes".`,
  );
}

function readUrl(name: string, text: string | undefined, embedded: string): string | undefined {
  if (text === undefined || /^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new UsageError(
    `${name} must be an http or https URL, not "${text}". Unset it to use the embedded ${embedded}.`,
  );
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url?.protocol === 'https:' && !/[?#@]/.test(text)) return url.href.replace(/\/+$/, '');
  throw new UsageError(
    `--public-url, or PUBLIC_URL, must be the https URL of a tunnel without a query, such as https://calls.example.com, not "${text}".`,
  );
}

function readFallbackBaseUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined || (/^https?:$/.test(URL.parse(text)?.protocol ?? '') && !/[?#@]/.test(text)))
    return text?.replace(/\/+$/, '');
  throw new UsageError(`${name} must be an http or https URL without a query, not "${text}".`);
}

/**
 * Reads the settings of the local server; a blank variable counts as unset.
 * @throws {UsageError} for the first mistake: variables, then the policy file, then the kept token
 */
export function readServerSettings(
  variables: Variables,
  options: { publicUrl?: string } = {},
): ServerSettings {
  const read = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const dataDirectory = read('DATA_DIR') ?? '.data';
  const policyFile = read('RECOVERY_FILE') ?? DEFAULT_POLICY_FILE;
  const given = read('CALLBACK_TOKEN');
  const { fallbackBaseUrl, fallbackQueueUrl, outcomesTable } = Environment;
  const endpoint = 'AWS_ENDPOINT_URL_DYNAMODB';
  return {
    port: readPort(read('PORT') ?? '3000'),
    tableName: readTableName(read(outcomesTable) ?? 'outcomes'),
    dynamoDbEndpoint: readUrl(endpoint, read(endpoint), 'DynamoDB'),
    fallbackQueueUrl: readUrl(fallbackQueueUrl, read(fallbackQueueUrl), 'queue'),
    fallbackBaseUrl: readFallbackBaseUrl(fallbackBaseUrl, read(fallbackBaseUrl)),
    publicUrl: readPublicUrl(options.publicUrl ?? read('PUBLIC_URL')),
    policyFile,
    policy: readPolicyOf(policyFile),
    dataDirectory,
    token: given === undefined ? keptToken(dataDirectory) : checkToken(given, 'CALLBACK_TOKEN'),
    tokenSource: given === undefined ? join(dataDirectory, 'callback-token') : 'CALLBACK_TOKEN',
  };
}
