import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listenNear } from '../../../bin/console/listen.ts';

async function listen(wantedPort: number): Promise<number> {
  const served = await listenNear(wantedPort, (_, response) => response.end('the page'));
  onTestFinished(served.close);
  const { hostname, port } = new URL(served.url);
  expect(hostname).toBe('127.0.0.1');
  expect(await (await fetch(served.url)).text()).toBe('the page');
  return Number(port);
}

async function takenPort(): Promise<number> {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  return (other.address() as AddressInfo).port;
}

test('the wanted port where it is free', async () => {
  const free = await listenNear(0, () => undefined);
  const wanted = Number(new URL(free.url).port);
  await free.close();
  expect(await listen(wanted)).toBe(wanted);
});

test('another where it is taken', async () => {
  const taken = await takenPort();
  const port = await listen(taken);
  expect(port).toBeGreaterThan(0);
  expect(port).not.toBe(taken);
});

test('another after the last there is', async () => {
  expect(await listen(65_536)).toBeLessThan(65_536);
});
