import { afterAll, describe, expect, test } from 'vitest';
import { ownServers } from '../../../bin/local/own-server.ts';
import { timelineText } from '../../../bin/simulator/print/timeline-text.ts';
import { unplayable } from '../../../bin/simulator/scenario/case-call.ts';
import { loadScenarios } from '../../../bin/simulator/scenario/load.ts';
import { playCase } from '../../../bin/simulator/scenario/play-case.ts';
import { outcomesTable } from '../../../bin/simulator/stored.ts';

const servers = ownServers();
afterAll(() => servers.close());

for (const scenario of await loadScenarios()) {
  const playable = scenario.cases.filter((one) => !unplayable(scenario, one));
  describe.runIf(playable.length > 0)(`${scenario.file}: ${scenario.title}`, () => {
    test.for(playable)('$name', async (one) => {
      const own = await servers.forPolicy(scenario.policy ?? {});
      const server = { ...own, readStored: outcomesTable(own) };
      const { timeline, deviations } = await playCase(scenario, one, server, 'test');
      expect.soft(deviations, timelineText(timeline)).toEqual([]);
    });
  });
}
