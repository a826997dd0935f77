import { expect, onTestFinished, test } from 'vitest';
import { listenNear } from '../../../bin/console/listen.ts';

async function listen(wantedPort: number): Promise<number> {
  const served = await listenNear(wantedPort, (_, response) => response.end('the page'));
  onTestFinished(served.close);
  expect(await (await fetch(served.url)).text()).toBe('the page');
  return Number(/^http:\/\/127\.0\.0\.1:(\d+)$/.exec(served.url)?.[1]);
}

test('the wanted port where it is free, and another where it is taken or none', async () => {
  const free = await listenNear(0, () => undefined);
  const wanted = Number(new URL(free.url).port);
  await free.close();
  expect(await listen(wanted)).toBe(wanted);
  expect(await listen(wanted)).not.toBe(wanted);
  expect(await listen(65_536)).toBeLessThan(65_536);
});
