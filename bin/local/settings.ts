import { join } from 'node:path';
import { Environment } from '../../functions/environment.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { DEFAULT_POLICY_FILE, readPolicyFile } from '../../lib/policy/policy-file.ts';
import { checkToken, keptToken } from './callback-token.ts';
import { StartError } from './start-error.ts';

/** What the local server is told by its environment; everything has a default. */
export interface Settings {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly policy: Policy;
  readonly policyFile: string;
  readonly tableName: string;
  readonly dataDirectory: string;
  readonly token: string;
  /** Where {@link token} is kept, or the variable that brought it. */
  readonly tokenSource: string;
  /** A DynamoDB to use instead of the embedded one. */
  readonly dynamoDbEndpoint: string | undefined;
  /** An SQS queue to use instead of the embedded one. */
  readonly fallbackQueueUrl?: string | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** DynamoDB's own rule (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html). */
const TABLE_NAME = /^[\w.-]{3,255}$/;

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new StartError(`PORT must be a number from 0 to 65535, not "${text}". Try: PORT=3000 npm start`);
}

function readTableName(text: string): string {
  if (TABLE_NAME.test(text)) return text;
  throw new StartError(
    `OUTCOMES_TABLE must be 3 to 255 letters, digits, "_", "-" and ".", not "${text}". Unset it to use "outcomes".`,
  );
}

function readEndpoint(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new StartError(
    `AWS_ENDPOINT_URL_DYNAMODB must be an http or https URL, not "${text}". Unset it to use the embedded DynamoDB.`,
  );
}

function readQueueUrl(text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw new StartError(
    `${Environment.fallbackQueueUrl} must be an http or https URL, not "${text}". Unset it to use the embedded queue.`,
  );
}

function readPolicy(file: string): Policy {
  try {
    return readPolicyFile(file);
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}

/**
 * Reads the settings of the local server; a blank variable counts as unset.
 * @throws {StartError} for the first mistake: variables, then the policy file, then the kept token
 */
export function readSettings(variables: Variables): Settings {
  const read = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const dataDirectory = read('DATA_DIR') ?? '.data';
  const policyFile = read('RECOVERY_FILE') ?? DEFAULT_POLICY_FILE;
  const given = read('CALLBACK_TOKEN');
  return {
    port: readPort(read('PORT') ?? '3000'),
    tableName: readTableName(read(Environment.outcomesTable) ?? 'outcomes'),
    dynamoDbEndpoint: readEndpoint(read('AWS_ENDPOINT_URL_DYNAMODB')),
    fallbackQueueUrl: readQueueUrl(read(Environment.fallbackQueueUrl)),
    policyFile,
    policy: readPolicy(policyFile),
    dataDirectory,
    token: given === undefined ? keptToken(dataDirectory) : checkToken(given, 'CALLBACK_TOKEN'),
    tokenSource: given === undefined ? join(dataDirectory, 'callback-token') : 'CALLBACK_TOKEN',
  };
}
