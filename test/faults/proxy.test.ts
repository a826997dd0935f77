import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonAnswer } from './aws-json.ts';
import { FAULTS, type Fault } from './fault.ts';
import { always, type FaultPlan, randomFaults, scripted } from './plan.ts';
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

describe('the proxy', () => {
  it('without a fault lets a request and its answer through', async () => {
    const proxy = await proxyWith(() => undefined);
    expect(await (await put(proxy)).json()).toEqual({ done: true });
    expect(arrived).toEqual(['{"Item":1}']);
    expect(proxy.injected.size).toBe(0);
  });

  it('latency: arrives and is answered', async () => {
    const proxy = await proxyWith(always('PutItem', 'latency'));
    expect(await (await put(proxy)).json()).toEqual({ done: true });
    expect([...proxy.injected]).toEqual([['latency', 1]]);
  });

  it('hang: neither arrives nor is answered', async () => {
    const gaveUp = AbortSignal.timeout(300);
    await expect(put(await proxyWith(always('PutItem', 'hang')), gaveUp)).rejects.toThrow('timeout');
    expect(arrived).toEqual([]);
  });

  it.each<[Fault, number, string]>([
    ['error', 500, 'InternalServerError'],
    ['throttle', 400, 'ProvisionedThroughputExceededException'],
  ])('%s: does not arrive, and is answered %i', async (fault, status, type) => {
    const response = await put(await proxyWith(always('PutItem', fault)));
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(type);
    expect(arrived).toEqual([]);
  });

  it('reset: does not arrive, and the connection breaks', async () => {
    await expect(put(await proxyWith(always('PutItem', 'reset')))).rejects.toThrow('fetch failed');
    expect(arrived).toEqual([]);
  });

  it('half-answer: arrives, and the answer breaks off', async () => {
    const proxy = await proxyWith(always('PutItem', 'half-answer'));
    await expect(put(proxy).then((response) => response.text())).rejects.toThrow();
    expect(arrived).toHaveLength(1);
  });

  it('wrong-json: arrives, and the answer is no JSON', async () => {
    const response = await put(await proxyWith(always('PutItem', 'wrong-json')));
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
    expect(arrived).toHaveLength(1);
  });

  it('lost-answer: arrives, and nothing comes back', async () => {
    const answers: number[] = [];
    const onAnswer: FaultProxyOptions['onAnswer'] = (_request, { status }) => answers.push(status);
    await expect(put(await proxyWith(always('PutItem', 'lost-answer'), { onAnswer }))).rejects.toThrow();
    expect([arrived.length, answers]).toEqual([1, [200]]);
  });

  it('a service that is not there is a broken connection', async () => {
    const proxy = await proxyWith(() => undefined, { target: 'http://127.0.0.1:9' });
    await expect(put(proxy)).rejects.toThrow('fetch failed');
  });

  it('can answer in the place of the service, or change what it gets', async () => {
    const answered = await proxyWith(() => undefined, { tamper: () => jsonAnswer(200, { mine: 1 }) });
    expect(await (await put(answered)).json()).toEqual({ mine: 1 });
    const tamper: FaultProxyOptions['tamper'] = (request) => ({ ...request, body: Buffer.from('{}') });
    await put(await proxyWith(() => undefined, { tamper }));
    expect(arrived).toEqual(['{}']);
  });
});

describe('a plan', () => {
  it('by script gives one fault to each request of the operation, then none', () => {
    const plan = scripted('PutItem', ['reset', undefined, 'hang']);
    expect(['PutItem', 'Query', 'PutItem', 'PutItem', 'PutItem'].map(plan)).toEqual([
      'reset',
      undefined,
      undefined,
      'hang',
      undefined,
    ]);
  });

  it('at random gives the same faults for the same seed, each about as often as asked for', () => {
    const likely = { PutItem: Object.fromEntries(FAULTS.map((fault) => [fault, 0.1])) };
    const draw = (seed: number) =>
      Array.from({ length: 4000 }, randomFaults(seed, likely).bind(0, 'PutItem'));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    for (const fault of FAULTS) {
      const count = draw(3).filter((each) => each === fault).length;
      expect(count).toBeGreaterThan(300);
      expect(count).toBeLessThan(500);
    }
    expect(randomFaults(1, likely)('Query')).toBeUndefined();
  });
});
