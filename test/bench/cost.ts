import { type BenchSettings, bundleCheckout, OURS, PROJECT } from './contestants.ts';
import { atMemory, type MeasuredFunction } from './cost-model.ts';
import { buildPrograms, startStub } from './processes.ts';
import { phase } from './progress.ts';
import { describeMachine, Samples, spread } from './results.ts';
import { measureInTurns, measureWarm, startOnce } from './timed.ts';

/** Sizes that people choose; at the last one a function has a whole core. */
const MEMORY_SIZES_MB = [128, 256, 512, 1024, 1769];

/** What `npm run bench -- cost --json` writes. */
export type CostResults = Awaited<ReturnType<typeof measureCost>>;

/** Measures our bundle warm, cold, and with a DynamoDB that refuses the first try, and carries that to Lambda. */
export async function measureCost(workFolder: string, { rounds, callbacks }: BenchSettings) {
  phase('bundling');
  const ours = await bundleCheckout(PROJECT, OURS, workFolder);
  buildPrograms(workFolder);
  const samples = new Samples();
  using good = await startStub(workFolder);
  using bad = await startStub(workFolder, 'bad');
  await measureInTurns('fresh processes on good and bad days', rounds, samples, {
    good: () => startOnce(ours, good.endpoint),
    bad: () => startOnce(ours, bad.endpoint),
  });
  await measureWarm([ours], good.endpoint, callbacks, samples);
  const median = (figure: string, of: string): number => spread(samples.of(figure, of))?.median ?? Number.NaN;
  const measured: MeasuredFunction = {
    warmCpuMs: median('warmCpu', OURS) / 1000,
    coldCpuMs: median('processCpu', 'good'),
    secondTryCpuMs: median('processCpu', 'bad') - median('processCpu', 'good'),
    residentMb: Math.max(median('rssAfter', OURS), median('rssAtStart', 'bad')),
  };
  const settings = MEMORY_SIZES_MB.map((memoryMb) => atMemory(measured, memoryMb));
  return { machine: describeMachine(), measured, settings };
}
