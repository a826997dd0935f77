import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULTS, type Fault } from './fault.ts';
import { always, type FaultPlan, randomFaults } from './plan.ts';
import { type FaultProxy, type FaultProxyOptions, startFaultProxy } from './proxy.ts';

let service: Server;
let arrived: string[];
let proxies: FaultProxy[];
beforeEach(async () => {
  arrived = [];
  proxies = [];
  service = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    arrived.push(Buffer.concat(chunks).toString());
    response.end('{"done":true}');
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
});
afterEach(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

async function proxyWith(plan: FaultPlan, more: Partial<FaultProxyOptions> = {}): Promise<FaultProxy> {
  const target = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const proxy = await startFaultProxy({ target, plan, latencyMilliseconds: [1, 2], ...more });
  proxies.push(proxy);
  return proxy;
}

const put = ({ endpoint }: FaultProxy, signal?: AbortSignal): Promise<Response> =>
  fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
    body: '{"Item":1}',
    ...(signal && { signal }),
  });

/** How each fault looks to the client, and how many requests arrive all the same. */
const EFFECTS: Readonly<Record<Fault, readonly [effect: string, arrived: number]>> = {
  latency: ['200 {"done":true}', 1],
  hang: ['timeout', 0],
  error: ['500 InternalServerError', 0],
  throttle: ['400 ProvisionedThroughputExceededException', 0],
  reset: ['broken', 0],
  'half-answer': ['broken', 1],
  'wrong-json': ['no JSON', 1],
  'lost-answer': ['broken', 1],
};

async function effectOf(proxy: FaultProxy): Promise<string> {
  const read = async () => {
    const response = await put(proxy, AbortSignal.timeout(500));
    const text = await response.text();
    const { __type: type = '' } = JSON.parse(text) as { __type?: string };
    return `${response.status} ${type.replace(/^.*#/, '') || text}`;
  };
  return read().catch(({ name }: Error) =>
    name === 'TimeoutError' ? 'timeout' : name === 'SyntaxError' ? 'no JSON' : 'broken',
  );
}

describe('the proxy', () => {
  it.each(FAULTS)('%s does to client and service what its name says', async (fault) => {
    const proxy = await proxyWith(always('PutItem', fault));
    const effect = await effectOf(proxy);
    expect([effect, arrived.length]).toEqual(EFFECTS[fault]);
    expect([...proxy.injected]).toEqual([[fault, 1]]);
  });
});

it('a plan at random gives the same faults for the same seed, and others for another', () => {
  const likely = { PutItem: Object.fromEntries(FAULTS.map((fault) => [fault, 0.1])) };
  const draw = (seed: number) => Array.from({ length: 200 }, randomFaults(seed, likely).bind(0, 'PutItem'));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(new Set(draw(1))).toEqual(new Set([...FAULTS, undefined]));
  expect(randomFaults(1, likely)('Query')).toBeUndefined();
});
