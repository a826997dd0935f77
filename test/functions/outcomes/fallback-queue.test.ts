import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmbeddedQueue, startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';
import { sqsFallbackQueue } from '../../../functions/outcomes/fallback-queue.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import type { Fault } from '../../faults/fault.ts';
import { always, type FaultPlan, scripted } from '../../faults/plan.ts';
import { type FaultProxy, startFaultProxy } from '../../faults/proxy.ts';

let queue: EmbeddedQueue;
let proxy: FaultProxy | undefined;
beforeEach(async () => {
  queue = await startEmbeddedQueue();
  for (const variable of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    vi.stubEnv(variable, 'local');
});
afterEach(async () => {
  await proxy?.close();
  await queue.close();
  vi.unstubAllEnvs();
});

/** Sends an item through a proxy that injects these faults. */
async function sendWith(plan: FaultPlan): Promise<void> {
  proxy = await startFaultProxy({ target: queue.endpoint, plan });
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', proxy.endpoint);
  await sqsFallbackQueue(queue.queueUrl.replace(queue.endpoint, proxy.endpoint)).send(itemOf('c-1'));
}

const TRIED_AGAIN: Fault[] = ['hang', 'error', 'reset'];

describe('the queue of unstored outcomes', () => {
  it('takes an item', async () => {
    await sendWith(() => undefined);
    expect(await queue.waiting()).toBe(1);
  });

  it.each(TRIED_AGAIN)('%s, once: tried again, and there', async (fault) => {
    await sendWith(scripted('SendMessage', [fault]));
    expect(await queue.waiting()).toBe(1);
  });

  it.each(TRIED_AGAIN)('%s, always: throws after two tries', async (fault) => {
    await expect(sendWith(always('SendMessage', fault))).rejects.toThrow();
    expect(proxy?.injected.get(fault)).toBe(2);
    expect(await queue.waiting()).toBe(0);
  });

  it.each<Fault>(['half-answer', 'wrong-json', 'lost-answer'])(
    '%s, always: throws, though the item is there: redriving it twice changes nothing',
    async (fault) => {
      await expect(sendWith(always('SendMessage', fault))).rejects.toThrow();
      expect(await queue.waiting()).toBeGreaterThan(0);
    },
  );

  it('without any SQS: throws', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', 'http://127.0.0.1:9');
    await expect(sqsFallbackQueue('http://127.0.0.1:9/1/none').send(itemOf('c-1'))).rejects.toThrow();
  });
});
