import { isDeepStrictEqual } from 'node:util';
import { didYouMean } from '../../usage/nearest.ts';
import { UsageError } from '../../usage/usage-error.ts';
import { wrap } from '../print/bxml-lines.ts';
import { timelineText } from '../print/timeline-text.ts';
import { unplayable } from '../scenario/case-call.ts';
import { type LoadedScenario, loadScenarios } from '../scenario/load.ts';
import { playCase, type Server } from '../scenario/play-case.ts';
import { outcomesTable } from '../stored.ts';
import { ownServers } from './local-server.ts';
import { readPolicyFile } from './policy-file.ts';
import type { Settings } from './settings.ts';

type Print = (text: string) => void;

interface Count {
  played: number;
  skipped: number;
  failed: number;
}

async function playCases(
  scenario: LoadedScenario,
  server: Server,
  settings: Settings,
  print: Print,
): Promise<Count> {
  const count = { played: 0, skipped: 0, failed: 0 };
  for (const one of scenario.cases) {
    const obstacle = unplayable(scenario, one);
    count[obstacle ? 'skipped' : 'played'] += 1;
    if (obstacle) print(`  skipped  ${one.name}: ${obstacle}`);
    if (obstacle) continue;
    const { timeline, deviations } = await playCase(scenario, one, server, settings.runName);
    const failed = deviations.length > 0;
    if (failed) count.failed += 1;
    print(`  ${failed ? 'FAILED ' : 'ok     '}  ${one.name}`);
    for (const deviation of deviations) print(wrap(`           ${deviation}`, 98).join('\n'));
    if (failed || settings.verbose) print(`\n${timelineText(timeline)}\n`);
  }
  return count;
}

/** The scenarios that were asked for: all of them unless some were named. */
async function chosenScenarios(wanted: readonly string[]): Promise<LoadedScenario[]> {
  const all = await loadScenarios();
  const unknown = wanted.find((name) => !all.some(({ file }) => file === name));
  if (unknown === undefined) return all.filter(({ file }) => wanted.length === 0 || wanted.includes(file));
  const names = all.map(({ file }) => file);
  throw new UsageError(
    `There is no scenario "${unknown}".${didYouMean(unknown, names)} Scenarios: ${names.join(', ')}.`,
  );
}

/** Plays the scenarios and reports; false when one went otherwise than it should. */
export async function playScenarios(settings: Settings, print: Print): Promise<boolean> {
  const { serve, baseUrl, token, table, policyFile } = settings;
  const chosen = await chosenScenarios(settings.scenarios);
  const running = { baseUrl, token, readStored: table && outcomesTable(table) };
  const policyThere = await readPolicyFile(policyFile);
  const own = ownServers();
  const total = { played: 0, skipped: 0, failed: 0 };
  try {
    for (const scenario of chosen) {
      print(`${scenario.file}: ${scenario.title}`);
      if (!serve && scenario.policy && !isDeepStrictEqual(scenario.policy, policyThere)) {
        print(`  skipped  all cases: they need another policy than ${policyFile}`);
        total.skipped += scenario.cases.length;
        continue;
      }
      const server = serve ? await own.forPolicy(scenario.policy ?? {}) : running;
      const count = await playCases(scenario, server, settings, print);
      for (const key of ['played', 'skipped', 'failed'] as const) total[key] += count[key];
    }
  } finally {
    await own.close();
  }
  const hint = total.skipped > 0 && !serve ? ' (--serve plays them against servers of their own)' : '';
  print(`\n${total.played} calls played, ${total.failed} failed, ${total.skipped} skipped${hint}`);
  if (!serve && !table) print('stored outcomes not checked: no table given (--table, --endpoint)');
  return total.failed === 0;
}
