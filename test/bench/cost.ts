import { bundleCheckout, OURS, PROJECT } from './contestants.ts';
import { atMemory, type MeasuredFunction, type MemorySetting } from './cost/model.ts';
import { describeMachine, type Machine } from './machine.ts';
import { startOnce } from './measure-start.ts';
import { measureWarm } from './measure-warm.ts';
import { buildPrograms, startStub } from './processes.ts';
import type { Progress } from './progress.ts';
import { Samples, spread } from './samples.ts';
import type { BenchSettings } from './settings.ts';

/** What `npm run bench -- cost --json` writes. */
export interface CostResults {
  readonly machine: Machine;
  readonly measured: MeasuredFunction;
  readonly settings: readonly MemorySetting[];
}

/** Sizes that people choose; at the last one a function has a whole core. */
const MEMORY_SIZES_MB = [128, 256, 512, 1024, 1769];

/** Measures our bundle warm, cold, and with a DynamoDB that refuses the first try, and carries that to Lambda. */
export async function measureCost(
  workFolder: string,
  { startRounds, callbacks }: BenchSettings,
  progress: Progress,
): Promise<CostResults> {
  progress.phase('bundling');
  const ours = await bundleCheckout(PROJECT, OURS, workFolder);
  buildPrograms(workFolder);
  const samples = new Samples();
  const [good, bad] = [await startStub(workFolder), await startStub(workFolder, 'bad')];
  try {
    progress.phase(`fresh processes on good and bad days, ${startRounds} rounds`);
    for (let round = 0; round <= startRounds; round += 1) {
      for (const [day, stub] of Object.entries({ good, bad })) {
        const { processCpu, rssAtStart } = await startOnce(workFolder, ours, stub.endpoint);
        if (round === 0) continue;
        samples.add('processCpu', day, processCpu);
        samples.add('rss', day, rssAtStart);
      }
      progress.step(round, startRounds);
    }
    const plan = { callbacks, rounds: Math.max(10, Math.ceil(callbacks / 1000)) };
    progress.phase(`a warm process, ${callbacks} callbacks`);
    await measureWarm(workFolder, [ours], good.endpoint, plan, samples, (round) =>
      progress.step(round, plan.rounds),
    );
  } finally {
    good.stop();
    bad.stop();
    progress.end();
  }
  const median = (figure: string, of: string): number => spread(samples.of(figure, of))?.median ?? Number.NaN;
  const measured: MeasuredFunction = {
    warmCpuMs: median('warmCpu', OURS) / 1000,
    coldCpuMs: median('processCpu', 'good'),
    secondTryCpuMs: median('processCpu', 'bad') - median('processCpu', 'good'),
    residentMb: Math.max(median('rssAfter', OURS), median('rss', 'bad')),
  };
  return {
    machine: describeMachine(),
    measured,
    settings: MEMORY_SIZES_MB.map((memoryMb) => atMemory(measured, memoryMb)),
  };
}
