import { isDeepStrictEqual } from 'node:util';
import { timelineText } from '../../../bin/simulator/print/timeline-text.ts';
import { unplayable } from '../../../bin/simulator/scenario/case-call.ts';
import { type LoadedScenario, loadScenarios } from '../../../bin/simulator/scenario/load.ts';
import { playCase } from '../../../bin/simulator/scenario/play-case.ts';
import { Failure } from '../failure.ts';
import type { Report } from '../report.ts';
import type { Target } from '../target.ts';

/** The scenarios that hold under a policy, and under any. */
export interface PolicyGroup {
  readonly policy: unknown;
  readonly scenarios: readonly LoadedScenario[];
}

/** The scenario set, by policy, the policy of the most first; those that hold under any go with that. */
export async function scenariosByPolicy(): Promise<PolicyGroup[]> {
  const groups = new Map<string, LoadedScenario[]>();
  const all = await loadScenarios();
  for (const scenario of all.filter(({ policy }) => policy)) {
    const key = JSON.stringify(scenario.policy);
    groups.set(key, [...(groups.get(key) ?? []), scenario]);
  }
  const sorted = [...groups].sort(([, one], [, other]) => other.length - one.length);
  return sorted.map(([key, scenarios], index) => ({
    policy: JSON.parse(key),
    scenarios: index === 0 ? [...scenarios, ...all.filter(({ policy }) => !policy)] : scenarios,
  }));
}

/** The scenarios that hold under this policy. */
export const fitting = (groups: readonly PolicyGroup[], policy: unknown): readonly LoadedScenario[] =>
  groups
    .flatMap(({ scenarios }) => scenarios)
    .filter((scenario) => !scenario.policy || isDeepStrictEqual(scenario.policy, policy));

/**
 * Plays every case of some scenarios, and reads back what was stored.
 * @throws {Failure} with the whole call, at the first that goes otherwise than it should
 */
export async function checkScenarios(
  scenarios: readonly LoadedScenario[],
  target: Target,
  runName: string,
  report: Report,
): Promise<void> {
  for (const scenario of scenarios) {
    const cases = scenario.cases.filter((one) => unplayable(scenario, one) === undefined);
    for (const one of cases) {
      const { timeline, deviations } = await playCase(scenario, one, target, runName);
      if (deviations.length > 0) {
        const what = `scenario ${scenario.file}, ${one.name}:\n${deviations.join('\n')}`;
        throw new Failure(`${what}\n\n${timelineText(timeline)}`);
      }
    }
    report.say(`${String(cases.length).padStart(3)} calls as they should be: ${scenario.title}`);
  }
}
