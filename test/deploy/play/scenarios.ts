import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { timelineText } from '../../../bin/simulator/print/timeline-text.ts';
import { type LoadedScenario, loadScenarios } from '../../scenarios/load.ts';
import { playCase } from '../../scenarios/play-case.ts';
import { say } from '../progress.ts';
import type { Target } from '../target.ts';

/** The scenarios that hold under a policy. */
export interface PolicyGroup {
  readonly policy: unknown;
  readonly scenarios: readonly LoadedScenario[];
}

/** The scenario set, by policy, the policy of the most first; those that hold under any go with that. */
export async function scenariosByPolicy(): Promise<[PolicyGroup, ...PolicyGroup[]]> {
  const byPolicy = Map.groupBy(await loadScenarios(), ({ policy }) => policy && JSON.stringify(policy));
  const ofAny = byPolicy.get(undefined) ?? [];
  byPolicy.delete(undefined);
  const [first, ...others] = [...byPolicy.values()]
    .sort((one, other) => other.length - one.length)
    .map((scenarios) => ({ policy: scenarios[0]?.policy, scenarios }));
  if (!first) throw new Error('no scenario has a policy');
  return [{ ...first, scenarios: [...first.scenarios, ...ofAny] }, ...others];
}

/** The scenarios that hold under this policy. */
export const fitting = async (deployed: unknown): Promise<LoadedScenario[]> =>
  (await loadScenarios()).filter(({ policy }) => !policy || isDeepStrictEqual(policy, deployed));

/** Plays every case of a scenario and reads back what was stored; fails with the whole call, at the first deviation. */
export async function playScenario(scenario: LoadedScenario, target: Target, runName: string): Promise<void> {
  for (const one of scenario.cases) {
    const { timeline, deviations } = await playCase(scenario, one, target, runName);
    if (deviations.length > 0)
      expect.fail(`${scenario.file}, ${one.name}:\n${deviations.join('\n')}\n\n${timelineText(timeline)}`);
  }
  say(`${scenario.cases.length} calls as they should be`);
}
