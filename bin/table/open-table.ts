import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { typed } from '../../lib/checkout.ts';
import { dynamoDbClient } from '../aws/dynamodb-client.ts';
import { outputOf, stackOutputs } from '../aws/stack-outputs.ts';
import { findAddress } from '../data-folder/address-file.ts';
import { hasStoreOnDisk } from '../local/store-on-disk.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import type { TableOptions } from './options.ts';

/** A table that can be asked. */
export interface OpenTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Where it is, for people: `table "outcomes" at http://127.0.0.1:4567`. */
  readonly words: string;
  /** It is not in AWS, so it may be scanned. */
  readonly isLocal: boolean;
  /** The same table in another region. */
  inRegion(region: string): OpenTable;
  close(): Promise<void>;
}

type Variables = Readonly<Record<string, string | undefined>>;

const WHICH_TABLE = `Which table? Start the local server (${typed('start')}), or name one: --table NAME, --stack NAME, or OUTCOMES_TABLE.`;

const RUNNING_ELSEWHERE =
  'A server uses the local data, but left no address there: give the one it printed, --endpoint URL.';

type Connect = (region?: string) => DynamoDBClient;

function opened(connect: Connect, tableName: string, place: string, isLocal = false): OpenTable {
  const client = connect();
  return {
    client,
    tableName,
    words: `table "${tableName}" ${place}`,
    isLocal,
    inRegion: (region) => opened(() => connect(region), tableName, `in ${region}`, isLocal),
    close: async () => client.destroy(),
  };
}

/** A table behind an address; a plain http one is not that of AWS. */
const at = (endpoint: string, tableName: string, place = `at ${endpoint}`): OpenTable =>
  opened((region) => dynamoDbClient(endpoint, region), tableName, place, endpoint.startsWith('http:'));

/** The data of a local server that is not running, opened while a command runs. */
async function openLocalData(dataDirectory: string, tableName: string): Promise<OpenTable> {
  // Loaded only here: it brings a whole DynamoDB.
  const { startEmbeddedDynamoDb } = await import('../local/embedded-dynamodb.ts');
  const embedded = await startEmbeddedDynamoDb(dataDirectory).catch((error: Error) => {
    if (!/used by another/.test(error.message)) throw error;
    throw new Failure(RUNNING_ELSEWHERE, { cause: error });
  });
  const table = at(embedded.endpoint, tableName, `of the local server, from ${dataDirectory}`);
  const close = () => table.close().then(embedded.close);
  return { ...table, close };
}

/** The outcomes table of a stack; lib/call-recovery-stack.ts writes the output. */
const stackTable = async (stack: string, region: string | undefined): Promise<string> =>
  outputOf(stack, await stackOutputs(stack, region), 'OutcomesTableName');

async function openAws({ table, stack, region }: TableOptions): Promise<OpenTable> {
  const tableName = stack === undefined ? table : await stackTable(stack, region);
  const connect: Connect = (other = region) =>
    new DynamoDBClient(other === undefined ? {} : { region: other });
  return opened(connect, tableName ?? 'outcomes', `in AWS, ${await connect().config.region()}`);
}

/**
 * Finds the table: `--endpoint`, or AWS_ENDPOINT_URL_DYNAMODB; else AWS, if a stack, region or table
 * is named; else the local server of DATA_DIR, also when it does not run.
 * @throws {UsageError} when nothing says which table
 */
export async function openTable(options: TableOptions, variables: Variables): Promise<OpenTable> {
  const read = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const named = options.table ?? read('OUTCOMES_TABLE');
  const endpoint = options.endpoint ?? read('AWS_ENDPOINT_URL_DYNAMODB');
  if (endpoint !== undefined) {
    if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
      throw new UsageError(`--endpoint must be a URL such as http://127.0.0.1:8000, not "${endpoint}".`);
    const { stack, region } = options;
    const tableName = stack === undefined ? (named ?? 'outcomes') : await stackTable(stack, region);
    return at(endpoint, tableName);
  }
  const dataDirectory = read('DATA_DIR') ?? '.data';
  const local = findAddress(dataDirectory);
  const namesOther = options.table !== undefined && options.table !== local?.tableName;
  if (options.stack !== undefined || options.region !== undefined || namesOther) {
    return openAws({ ...options, ...(named && { table: named }) });
  }
  if (local) return at(local.endpoint, named ?? local.tableName);
  if (hasStoreOnDisk() && existsSync(join(dataDirectory, 'dynamodb')))
    return openLocalData(dataDirectory, named ?? 'outcomes');
  if (named !== undefined) return openAws({ table: named });
  throw new UsageError(WHICH_TABLE);
}
