import { expect } from 'vitest';
import type { Deployment } from '../../functions/chain/contract.ts';
import { outcomesTable } from './outcomes-table.ts';
import { deploymentWith, type SentRequest, send } from './requests.ts';

/** A request with an event; its callId is chosen here, where it has none. */
type SentEvent = Omit<SentRequest, 'body'> & { readonly body: object };

/** An outcomes table for all tests of a file, and a way to send callbacks to a deployment that uses it. */
export function handledCallbacks() {
  const table = outcomesTable();
  let calls = 0;
  return {
    table,
    /** Sends an event of a call of its own; gives the answer and the only item of the call. */
    async handled(sent: SentEvent, changes: Partial<Deployment> = {}) {
      calls += 1;
      const callId = `c-handled-${calls}`;
      const body = { ...sent.body, callId };
      const {
        statusCode,
        headers,
        body: answer = '',
      } = await send(deploymentWith(table.store, changes), {
        ...sent,
        body,
      });
      const [item = {}, ...others] = await table.itemsOf(callId);
      expect(others).toEqual([]);
      return { statusCode, headers, answer, item };
    },
  };
}
