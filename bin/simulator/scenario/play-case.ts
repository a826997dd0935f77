import { simulatedClock } from '../clock.ts';
import type { Fetch } from '../deliver.ts';
import type { Limits } from '../limits.ts';
import { playCall } from '../play-call.ts';
import { seeded, seedOf } from '../random.ts';
import type { ReadStored } from '../stored.ts';
import type { Moment, Timeline } from '../timeline.ts';
import { caseCall } from './case-call.ts';
import { deviations } from './expectation.ts';
import type { LoadedScenario } from './load.ts';
import type { ScenarioCase } from './schema.ts';

/** The server that a scenario is played against. */
export interface Server {
  readonly baseUrl: string;
  readonly token: string;
  readonly readStored?: ReadStored | undefined;
  readonly fetch?: Fetch;
  readonly limits?: Partial<Limits>;
  readonly onEvent?: (moment: Moment) => void | Promise<void>;
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
  { readStored, ...server }: Server,
  runName: string,
): Promise<PlayedCase> {
  const call = caseCall(scenario, one, runName);
  const random = seeded(seedOf(call.callId));
  const timeline = await playCall({ ...server, call, random, clock: simulatedClock(Date.now()) });
  const readBack = one.expect.outcomes ?? one.expect.stored;
  const stored = readBack && (await readStored?.(call.callId));
  return { timeline, deviations: deviations(one.expect, timeline, stored) };
}
