import type { Server } from '../../bin/simulator/live-call.ts';
import { playCall } from '../../bin/simulator/play-call.ts';
import type { ReadStored } from '../../bin/simulator/stored.ts';
import type { Timeline } from '../../bin/simulator/timeline.ts';
import { caseCall } from './case-call.ts';
import { deviations } from './expectation.ts';
import type { LoadedScenario } from './load.ts';
import type { ScenarioCase } from './schema.ts';

/** The server that a scenario is played against. */
export interface ReadableServer extends Server {
  readonly readStored?: ReadStored | undefined;
}

/** How a case went: no deviations, or each of them. */
export interface PlayedCase {
  readonly timeline: Timeline;
  readonly deviations: readonly string[];
}

/** Plays one case of a scenario. */
export async function playCase(
  scenario: LoadedScenario,
  one: ScenarioCase,
  { readStored, ...server }: ReadableServer,
  runName: string,
): Promise<PlayedCase> {
  const call = caseCall(scenario, one, runName);
  const timeline = await playCall({ ...server, call, startMillis: Date.now() });
  const readBack = one.expect.outcomes ?? one.expect.stored;
  const stored = readBack && (await readStored?.(call.callId));
  return { timeline, deviations: deviations(one.expect, timeline, stored) };
}
