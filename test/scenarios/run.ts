import { fold, REPORT_COLUMNS } from '../../bin/print/fold.ts';
import { timelineText } from '../../bin/simulator/print/timeline-text.ts';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import { unknownWord } from '../../bin/usage/nearest.ts';
import { ownServers } from '../support/own-server.ts';
import { type LoadedScenario, loadScenarios } from './load.ts';
import { playCase } from './play-case.ts';

/** All scenarios, or the one of a name. */
async function chosen(name: string | true): Promise<LoadedScenario[]> {
  const all = await loadScenarios();
  const named = all.filter(({ file }) => name === true || file === name);
  if (named.length > 0) return named;
  throw unknownWord(
    'scenario',
    String(name),
    all.map(({ file }) => file),
  );
}

/**
 * Plays scenarios, each against a server of its own policy, and prints how they went; false where one failed.
 * @param name that of one scenario, or `true` for all
 */
export async function playScenarios(name: string | true): Promise<boolean> {
  const scenarios = await chosen(name);
  const servers = ownServers();
  let played = 0;
  let failed = 0;
  try {
    for (const scenario of scenarios) {
      console.log(`${scenario.file}: ${scenario.title}`);
      const own = await servers.forPolicy(scenario.policy ?? {});
      for (const one of scenario.cases) {
        const server = { ...own, readStored: readBackFrom(own) };
        const { timeline, deviations } = await playCase(scenario, one, server, `${Date.now()}`);
        played += 1;
        console.log(`  ${deviations.length > 0 ? 'FAILED ' : 'ok     '}  ${one.name}`);
        if (deviations.length === 0) continue;
        failed += 1;
        for (const each of deviations) console.log(fold(`           ${each}`, REPORT_COLUMNS));
        console.log(`\n${timelineText(timeline)}\n`);
      }
    }
  } finally {
    await servers.close();
  }
  console.log(`\n${played} calls played, ${failed} failed`);
  return failed === 0;
}
