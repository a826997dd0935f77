import { expect, it, vi } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';

const log = captureLog();

it('the line of a callback is cold once in a process', async () => {
  vi.resetModules();
  const fresh = await import('../../support/requests.ts');
  const deployment = fresh.deploymentWith({ put: async () => 'stored' });
  for (const name of ['refer-success', 'refer-target-404']) {
    await fresh.send(deployment, { name: 'refer-complete', body: fresh.documented(name) });
  }
  expect(log.lines().map(({ cold }) => cold)).toEqual([true, false]);
});
