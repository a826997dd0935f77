import { coldStart, RUNTIME_CLIENT } from './cold/cold-start.ts';
import { bundleContestants } from './contestants.ts';
import { figure } from './figures.ts';
import { installPackages } from './install-packages.ts';
import { describeMachine } from './machine.ts';
import { rotated } from './measure-start.ts';
import { PEERS } from './peers.ts';
import { buildPrograms, startStub } from './processes.ts';
import type { Progress } from './progress.ts';
import { type ComparedFigures, summarise } from './results.ts';
import { Samples } from './samples.ts';
import type { BenchSettings } from './settings.ts';

const COLD_FIGURES = [
  figure('initWall', 'process start to init done, wall', 'ms'),
  figure('coldWall', 'process start to first answer, wall', 'ms'),
  figure('coldCpu', 'process start to first answer, CPU', 'ms'),
];

/** Measures whole cold starts through AWS's own runtime client; its install compiles C++ for some minutes. */
export async function measureCold(
  workFolder: string,
  settings: BenchSettings,
  progress: Progress,
): Promise<ComparedFigures> {
  const { startRounds } = settings;
  installPackages(PEERS, progress);
  installPackages(RUNTIME_CLIENT, progress, true);
  const contestants = await bundleContestants(workFolder, settings);
  buildPrograms(workFolder);
  const samples = new Samples();
  const stub = await startStub(workFolder);
  try {
    progress.phase(`cold starts through aws-lambda-ric, ${startRounds} rounds`);
    for (let round = 0; round <= startRounds; round += 1) {
      for (const contestant of rotated(contestants, round)) {
        const measured = await coldStart(contestant, stub.endpoint);
        if (round === 0) continue;
        for (const [name, value] of Object.entries(measured)) samples.add(name, contestant.name, value);
      }
      progress.step(round, startRounds);
    }
  } finally {
    stub.stop();
    progress.end();
  }
  const names = contestants.map(({ name }) => name);
  return { machine: describeMachine(), startRounds, ...summarise(samples, names, COLD_FIGURES) };
}
