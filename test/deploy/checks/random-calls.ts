import { runLoad } from '../../../bin/simulator/load/run.ts';
import { loadText } from '../../../bin/simulator/print/load-text.ts';
import { Failure } from '../failure.ts';
import type { Report } from '../report.ts';
import type { Target } from '../target.ts';

/** As many at once as an idle machine of two cores answers within the platform's 15 s. */
const CONCURRENCY = 4;

/** What is played. */
export interface RandomCalls {
  readonly calls: number;
  readonly seed: number;
  readonly runName: string;
  /** `limits.attempts` of the deployed policy. */
  readonly attempts: number;
}

/**
 * Plays random calls and checks what must hold for every call.
 * @throws {Failure} with the shortest call that broke a promise
 */
export async function checkRandomCalls(random: RandomCalls, target: Target, report: Report): Promise<void> {
  const { attempts, ...run } = random;
  const options = {
    ...run,
    ...target,
    concurrency: CONCURRENCY,
    startMillis: Date.now(),
    promises: { attempts, silentHangups: false },
  };
  const began = performance.now();
  const result = await runLoad(options);
  const text = loadText(options, result, performance.now() - began);
  if (result.violations.length > 0) throw new Failure(text);
  const { tally } = result;
  report.say(
    `${tally.calls} calls, ${tally.requests} requests, ${tally.duplicates} of them duplicates; ` +
      `p50 ${tally.answerMillisAt(0.5).toFixed(0)} ms, p99 ${tally.answerMillisAt(0.99).toFixed(0)} ms`,
  );
}
