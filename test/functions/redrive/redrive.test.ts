import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { redrive } from '../../../functions/redrive/redrive.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';

const log = captureLog();
const table = outcomesTable();

const eventOf = (bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({ messageId: `m-${index}`, body }) as SQSEvent['Records'][number]),
});
const run = (bodies: readonly string[], store = table.store) => redrive(store)(eventOf(bodies));

describe('a batch of messages', () => {
  it('is stored, as it would have been at once', async () => {
    const items = ['c-1', 'c-2', 'c-3'].map((callId) => itemOf(callId));
    expect(await run(items.map(toMessage))).toEqual({ batchItemFailures: [] });
    for (const item of items) expect(await table.itemsOf(item.callId)).toEqual([item]);
    expect(log.lines().map(({ message, recorded }) => [message, recorded])).toEqual(
      items.map(() => ['queued outcome stored', 'stored']),
    );
  });

  it('what is there already changes nothing and is no failure', async () => {
    await table.store.put(itemOf('c-there', { attempt: 1 }));
    expect(await run([toMessage(itemOf('c-there', { attempt: 2 }))])).toEqual({ batchItemFailures: [] });
    expect(await table.itemsOf('c-there')).toEqual([itemOf('c-there', { attempt: 1 })]);
    expect(log.lines()).toMatchObject([{ recorded: 'duplicate' }]);
  });

  it('the same message twice is stored once, and an empty batch is nothing to do', async () => {
    const body = toMessage(itemOf('c-twice'));
    expect(await run([body, body, body])).toEqual({ batchItemFailures: [] });
    expect(await table.itemsOf('c-twice')).toHaveLength(1);
    expect(await run([])).toEqual({ batchItemFailures: [] });
  });

  it('one that can never be stored fails alone: the others are stored', async () => {
    const bodies = [
      'no JSON',
      toMessage(itemOf('c-good-1')),
      '{"callId":"c-no-key"}',
      toMessage(itemOf('c-large', { large: 'x'.repeat(410 * 1024) })),
      toMessage(itemOf('c-good-2')),
    ];
    expect(await run(bodies)).toEqual({
      batchItemFailures: ['m-0', 'm-2', 'm-3'].map((itemIdentifier) => ({ itemIdentifier })),
    });
    expect(await table.itemsOf('c-good-1')).toHaveLength(1);
    expect(await table.itemsOf('c-good-2')).toHaveLength(1);
    const failures = log.lines().filter(({ message }) => message === 'queued outcome failed again');
    expect(failures.map(({ messageId }) => messageId).sort()).toEqual(['m-0', 'm-2', 'm-3']);
  });

  it('a store that fails: every message fails, and comes again', async () => {
    const store = { put: (_item: OutcomeItem) => Promise.reject(new Error('down')) };
    const { batchItemFailures } = await run([toMessage(itemOf('c-1')), toMessage(itemOf('c-2'))], store);
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }]);
  });
});
