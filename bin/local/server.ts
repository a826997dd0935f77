import type { SQSEvent } from 'aws-lambda';
import { Environment } from '../../functions/environment.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { Failure } from '../usage/usage-error.ts';
import { leaveAddress } from './address-file.ts';
import { hashToken } from './callback-token.ts';
import { dynamoDbEnvironment } from './dynamodb-client.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { startEmbeddedQueue } from './embedded-queue.ts';
import { type ServedRequest, startHttpFront } from './http-front.ts';
import { prepareOutcomesTable } from './outcomes-table.ts';
import { feedFromQueue } from './queue-feeder.ts';
import { startFunctions } from './start-functions.ts';

/** What {@link startLocalServer} is started with. */
export interface LocalServerSettings {
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly token: string;
  readonly policy: Policy;
  readonly tableName: string;
  /** Where the embedded DynamoDB keeps its data; without it, in memory. */
  readonly dataDirectory: string | undefined;
  /** A DynamoDB to use instead of the embedded one; the table is made there if missing. */
  readonly dynamoDbEndpoint?: string | undefined;
  /** An SQS queue to use instead of the embedded one. */
  readonly fallbackQueueUrl?: string | undefined;
  /** Whether the functions log the parties of a call; else as `LOG_PARTIES` says. */
  readonly logParties?: boolean;
  /** Told every request that was answered. */
  readonly onRequest?: (served: ServedRequest) => void;
  /** Told the outcomes that were taken from the queue, to be stored later than their callback. */
  readonly onRedriven?: (event: SQSEvent) => void;
  /** Told every line that is logged outside of a request. */
  readonly onLogLine?: (line: string) => void;
}

/** A running local server. */
export interface LocalServer {
  readonly baseUrl: string;
  readonly token: string;
  readonly tableName: string;
  /** Where its DynamoDB answers. */
  readonly endpoint: string;
  /** Requests that begin from now on are decided by another policy; those under way keep theirs. */
  usePolicy(policy: Policy): void;
  /** Ends it: requests begun are answered, then the functions end, then the database closes. */
  close(): Promise<void>;
}

/** As in a deployment that sets nothing. */
const DEFAULT_TTL_DAYS = '90';

const ignore = () => undefined;

function portError(error: NodeJS.ErrnoException, port: number): Error {
  const other = `choose another: PORT=${port === 3000 ? 3100 : 3000} npm start`;
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use. Stop what uses it, or ${other}`,
    EACCES: `Port ${port} is reserved by the system. Please ${other}`,
  };
  const reason = reasons[error.code ?? ''];
  return reason === undefined ? error : new Failure(reason, { cause: error });
}

/**
 * Starts the functions, as they are deployed, behind a local HTTP front. Prints nothing.
 * @throws {Failure} when port, data folder or DynamoDB cannot be used
 */
export async function startLocalServer(settings: LocalServerSettings): Promise<LocalServer> {
  const { port, token, policy, tableName, dataDirectory } = settings;
  const { onRequest = ignore, onLogLine = ignore, onRedriven, logParties } = settings;
  const started = new AsyncDisposableStack();
  try {
    let endpoint = settings.dynamoDbEndpoint;
    if (endpoint === undefined) {
      const embedded = await startEmbeddedDynamoDb(dataDirectory);
      started.defer(embedded.close);
      endpoint = embedded.endpoint;
    }
    await prepareOutcomesTable(endpoint, tableName);
    let queueUrl = settings.fallbackQueueUrl;
    if (queueUrl === undefined) {
      const embedded = await startEmbeddedQueue();
      started.defer(embedded.close);
      queueUrl = embedded.queueUrl;
    }

    const environment = {
      ...process.env,
      ...dynamoDbEnvironment(endpoint),
      AWS_ENDPOINT_URL_SQS: new URL(queueUrl).origin,
      [Environment.fallbackQueueUrl]: queueUrl,
      [Environment.outcomesTable]: tableName,
      [Environment.callbackTokenSha256]: hashToken(token),
      [Environment.outcomeTtlDays]: process.env[Environment.outcomeTtlDays] ?? DEFAULT_TTL_DAYS,
      ...(logParties && { [Environment.logParties]: 'true' }),
    };
    const functions = startFunctions({ policy, environment, onLogLine });
    started.defer(functions.close);

    const onFailure = (error: unknown) => onLogLine(`a function failed: ${(error as Error).message}`);
    const invoke = async (event: SQSEvent) => {
      const result = await functions.invoke('redrive', event);
      onRedriven?.(event);
      return result;
    };
    const feeder = feedFromQueue({ queueUrl, environment, invoke, onFailure });
    started.defer(feeder.close);
    const front = await startHttpFront({ port, invoke: functions.invoke, onRequest }).catch((error) => {
      throw portError(error, port);
    });
    started.defer(front.close);
    const { usePolicy } = functions;
    const baseUrl = `http://127.0.0.1:${front.port}`;
    const address = { baseUrl, endpoint, tableName };
    if (dataDirectory !== undefined) started.defer(leaveAddress(dataDirectory, address));
    return { ...address, token, usePolicy, close: () => started.disposeAsync() };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}
