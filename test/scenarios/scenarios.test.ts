import { afterAll, describe, expect, test } from 'vitest';
import { timelineText } from '../../bin/simulator/print/timeline-text.ts';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import { ownServers } from '../support/own-server.ts';
import { loadScenarios } from './load.ts';
import { playCase } from './play-case.ts';

const servers = ownServers();
afterAll(() => servers.close());

for (const scenario of await loadScenarios()) {
  describe(`${scenario.file}: ${scenario.title}`, () => {
    test.for(scenario.cases)('$name', async (one) => {
      const own = await servers.forPolicy(scenario.policy ?? {});
      const server = { ...own, readStored: readBackFrom(own) };
      const { timeline, deviations } = await playCase(scenario, one, server, 'test');
      expect.soft(deviations, timelineText(timeline)).toEqual([]);
    });
  });
}
