import { isDeepStrictEqual } from 'node:util';
import { didYouMean } from '../usage/nearest.ts';
import { UsageError } from '../usage/usage-error.ts';
import { readPolicyFile } from './policy-file.ts';
import { wrap } from './print/bxml-lines.ts';
import { timelineText } from './print/timeline-text.ts';
import { unplayable } from './scenario/case-call.ts';
import { type LoadedScenario, loadScenarios } from './scenario/load.ts';
import { playCase, type ReadableServer } from './scenario/play-case.ts';
import type { Settings } from './settings.ts';
import { outcomesTable } from './stored.ts';

type Print = (text: string) => void;

/** How many cases were played, skipped and failed. */
type Count = Record<'played' | 'skipped' | 'failed', number>;

async function playCases(
  scenario: LoadedScenario,
  server: ReadableServer,
  { runName, verbose }: Settings,
  count: Count,
  print: Print,
): Promise<void> {
  for (const one of scenario.cases) {
    const obstacle = unplayable(scenario, one);
    count[obstacle ? 'skipped' : 'played'] += 1;
    if (obstacle) print(`  skipped  ${one.name}: ${obstacle}`);
    if (obstacle) continue;
    const { timeline, deviations } = await playCase(scenario, one, server, runName);
    const failed = deviations.length > 0;
    if (failed) count.failed += 1;
    print(`  ${failed ? 'FAILED ' : 'ok     '}  ${one.name}`);
    for (const deviation of deviations) print(wrap(`           ${deviation}`, 98).join('\n'));
    if (failed || verbose) print(`\n${timelineText(timeline)}\n`);
  }
}

/** The scenarios that were asked for: all of them unless some were named. */
async function chosenScenarios(wanted: readonly string[]): Promise<LoadedScenario[]> {
  const all = await loadScenarios();
  const names = all.map(({ file }) => file);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return all.filter(({ file }) => wanted.length === 0 || wanted.includes(file));
  throw new UsageError(
    `There is no scenario "${unknown}".${didYouMean(unknown, names)} Scenarios: ${names.join(', ')}.`,
  );
}

/**
 * Plays the scenarios and reports; false when one went otherwise than it should.
 * @param serve gives a server that runs a policy; without it the server of the settings is the only one
 */
export async function playScenarios(
  settings: Settings,
  print: Print,
  serve?: (policy: unknown) => Promise<ReadableServer>,
): Promise<boolean> {
  const { baseUrl, token, table, policyFile } = settings;
  const running = { baseUrl, token, readStored: table && outcomesTable(table) };
  const runningPolicy = await readPolicyFile(policyFile);
  const count: Count = { played: 0, skipped: 0, failed: 0 };
  for (const scenario of await chosenScenarios(settings.scenario)) {
    const { policy, cases } = scenario;
    print(`${scenario.file}: ${scenario.title}`);
    if (serve || !policy || isDeepStrictEqual(policy, runningPolicy)) {
      await playCases(scenario, (await serve?.(policy ?? {})) ?? running, settings, count, print);
    } else {
      print(`  skipped  all cases: they need another policy than ${policyFile}`);
      count.skipped += cases.length;
    }
  }
  const hint = count.skipped > 0 && !serve ? ' (--serve plays them against servers of their own)' : '';
  print(`\n${count.played} calls played, ${count.failed} failed, ${count.skipped} skipped${hint}`);
  if (!serve && !table) print('stored outcomes not checked: no table given (--table, --endpoint)');
  return count.failed === 0;
}
