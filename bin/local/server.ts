import type { SQSEvent } from 'aws-lambda';
import { Environment } from '../../functions/environment.ts';
import { typed } from '../../lib/checkout.ts';
import { dynamoDbEnvironment } from '../aws/dynamodb-client.ts';
import { leaveAddress } from '../data-folder/address-file.ts';
import { hashToken } from '../data-folder/callback-token.ts';
import { Failure } from '../usage/usage-error.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { startEmbeddedQueue } from './embedded-queue.ts';
import { type ServedRequest, startHttpFront } from './http-front.ts';
import { prepareOutcomesTable } from './outcomes-table.ts';
import { feedFromQueue } from './queue-feeder.ts';
import type { ServerSettings } from './settings.ts';
import { startFunctions } from './start-functions.ts';

/** The settings of {@link startLocalServer}. */
export interface LocalServerSettings
  extends Pick<ServerSettings, 'port' | 'token' | 'policy' | 'tableName'>,
    Partial<Pick<ServerSettings, 'dynamoDbEndpoint' | 'fallbackQueueUrl' | 'fallbackBaseUrl'>> {
  /** Where the embedded DynamoDB keeps its data; without it, in memory. */
  readonly dataDirectory: string | undefined;
  /** Whether the functions log the parties of a call; else as `LOG_PARTIES` says. */
  readonly logParties?: boolean;
  /** Told every request that was answered. */
  readonly onRequest?: (served: ServedRequest) => void;
  /** Told the outcomes that were taken from the queue, to be stored later than their callback. */
  readonly onRedriven?: (event: SQSEvent) => void;
  /** Told every line that is logged outside of a request. */
  readonly onLogLine?: (line: string) => void;
}

/** A running local server; its `endpoint` is where its DynamoDB answers. */
export type LocalServer = Awaited<ReturnType<typeof startLocalServer>>;

/** As in a deployment that sets nothing. */
const DEFAULT_TTL_DAYS = '90';

const ignore = () => undefined;

function portError(error: NodeJS.ErrnoException, port: number): Error {
  const other = `PORT=${port === 3000 ? 3100 : 3000} ${typed('start')}`;
  if (error.code === 'EADDRINUSE')
    return new Failure(`Port ${port} is in use. Stop what uses it, or choose another: ${other}`);
  if (error.code === 'EACCES')
    return new Failure(`Port ${port} is reserved by the system. Please choose another: ${other}`);
  return error;
}

/**
 * Starts the functions, as they are deployed, behind a local HTTP front. Prints nothing.
 * @throws {Failure} when port, data folder or DynamoDB cannot be used
 */
export async function startLocalServer(settings: LocalServerSettings) {
  const { port, token, policy, tableName, dataDirectory } = settings;
  const { onRequest = ignore, onLogLine = ignore, onRedriven, logParties } = settings;
  const started = new AsyncDisposableStack();
  const closing = <Part extends { close(): Promise<void> }>(part: Part): Part =>
    started.adopt(part, (one) => one.close());
  try {
    const endpoint =
      settings.dynamoDbEndpoint ?? closing(await startEmbeddedDynamoDb(dataDirectory)).endpoint;
    await prepareOutcomesTable(endpoint, tableName);
    const queueUrl = settings.fallbackQueueUrl ?? closing(await startEmbeddedQueue()).queueUrl;
    const environment = {
      ...process.env,
      ...dynamoDbEnvironment(endpoint),
      AWS_ENDPOINT_URL_SQS: new URL(queueUrl).origin,
      [Environment.fallbackQueueUrl]: queueUrl,
      [Environment.outcomesTable]: tableName,
      [Environment.callbackTokenSha256]: hashToken(token),
      [Environment.outcomeTtlDays]: process.env[Environment.outcomeTtlDays] ?? DEFAULT_TTL_DAYS,
      ...(settings.fallbackBaseUrl && { [Environment.fallbackBaseUrl]: settings.fallbackBaseUrl }),
      ...(logParties && { [Environment.logParties]: 'true' }),
    };
    const { invoke, usePolicy } = closing(startFunctions(policy, { environment, onLogLine }));
    closing(
      feedFromQueue({
        queueUrl,
        async invoke(event) {
          const result = await invoke('redrive', event);
          onRedriven?.(event);
          return result;
        },
        onFailure: (error) => onLogLine(`a function failed: ${(error as Error).message}`),
      }),
    );
    const listening = startHttpFront({ port, invoke, onRequest });
    const front = closing(
      await listening.catch((error) => {
        throw portError(error, port);
      }),
    );
    const address = { baseUrl: `http://127.0.0.1:${front.port}`, endpoint, tableName };
    if (dataDirectory !== undefined) started.defer(leaveAddress(dataDirectory, address));
    // When it ends, requests begun are answered, then the functions end, then the database closes.
    return { ...address, token, usePolicy, close: () => started.disposeAsync() };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}
