import { dynamoDbClient } from '../local/dynamodb-client.ts';
import { outcomeReader } from '../reader/reader.ts';
import { type Console, type ConsoleOptions, startConsole } from './start.ts';

/** The table of a server, and what its console must know. */
export interface ConsoleTable extends Pick<ConsoleOptions, 'policy' | 'token' | 'tokenSource'> {
  readonly endpoint: string;
  readonly tableName: string;
}

/** Starts the console of a server's own table. */
export function consoleOfTable({ endpoint, tableName, ...options }: ConsoleTable): Console {
  const client = dynamoDbClient(endpoint);
  const opened = startConsole({ ...options, reader: outcomeReader({ client, tableName }) });
  return {
    ...opened,
    async close() {
      await opened.close();
      client.destroy();
    },
  };
}
