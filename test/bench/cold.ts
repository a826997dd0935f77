import { coldStart, RUNTIME_CLIENT } from './cold-start.ts';
import { type BenchSettings, bundleContestants, installPackages } from './contestants.ts';
import { COLD_FIGURES } from './figures.ts';
import { buildPrograms, startStub } from './processes.ts';
import { describeMachine, Samples, summarise } from './results.ts';
import { measureInTurns } from './timed.ts';

/** Measures whole cold starts through AWS's own runtime client; its install compiles C++ for some minutes. */
export async function measureCold(workFolder: string, settings: BenchSettings) {
  const { rounds: startRounds } = settings;
  installPackages(RUNTIME_CLIENT, true);
  const contestants = await bundleContestants(workFolder, settings);
  buildPrograms(workFolder);
  const samples = new Samples();
  using stub = await startStub(workFolder);
  const starts = contestants.map((each) => [each.name, () => coldStart(each, stub.endpoint)] as const);
  await measureInTurns(
    'cold starts through aws-lambda-ric',
    startRounds,
    samples,
    Object.fromEntries(starts),
  );
  const names = contestants.map(({ name }) => name);
  return { machine: describeMachine(), startRounds, ...summarise(samples, names, COLD_FIGURES) };
}
