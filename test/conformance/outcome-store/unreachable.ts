import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dynamoDbStore } from '../../../functions/outcomes/store.ts';
import type { TestedTable } from '../../support/outcomes-table.ts';
import { itemOf } from './item.ts';

/** The store gives up by itself when DynamoDB does not answer. */
export function givesUp(table: TestedTable): void {
  describe('a DynamoDB that cannot be reached', () => {
    let server: Server | undefined;
    afterEach(() => {
      server?.close();
      server?.closeAllConnections();
      vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', table.endpoint);
    });

    /** Listens on a free port, does nothing with what comes, and counts it. */
    async function silent(fault: 'hang' | 'reset'): Promise<() => number> {
      let tries = 0;
      server = createServer((request) => {
        tries += 1;
        if (fault === 'reset') request.socket.destroy();
      });
      await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${port}`);
      return () => tries;
    }

    // No time is measured: a store without a limit would hang until the test is given up.
    it.each(['hang', 'reset'] as const)('%s, always: throws, after trying again', async (fault) => {
      const tries = await silent(fault);
      await expect(dynamoDbStore(table.name).put(itemOf(`c-${fault}`))).rejects.toThrow();
      expect(tries()).toBe(2);
    });

    it('listens nowhere: throws', async () => {
      await silent('hang');
      await new Promise((resolve) => server?.close(resolve));
      await expect(dynamoDbStore(table.name).put(itemOf('c-closed'))).rejects.toThrow();
    });
  });
}
