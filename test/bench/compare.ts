import { bundleContestants, OURS, PROJECT } from './contestants.ts';
import { installPackages } from './install-packages.ts';
import { describeMachine } from './machine.ts';
import { addCounted, countAll } from './measure-counted.ts';
import { measureDecision } from './measure-decision.ts';
import { measureStart } from './measure-start.ts';
import { measureWarm } from './measure-warm.ts';
import { PEERS } from './peers.ts';
import { buildPrograms, startStub } from './processes.ts';
import type { Progress } from './progress.ts';
import { type Results, summarise } from './results.ts';
import { Samples } from './samples.ts';
import type { BenchSettings } from './settings.ts';

/** A round of warm callbacks is about as long as the shares of other processes change. */
const CALLBACKS_PER_ROUND = 1000;

const withoutWhiteSpace = (text: string): string => text.replace(/\s+/g, '');

/** The conventional and the express peer must answer what we answer, or the comparison means nothing. */
function checkAnswers(ours: readonly string[], name: string, theirs: readonly string[]): void {
  // `bandwidth-sdk` knows no transferDisconnectUrl.
  const comparable = (answers: readonly string[]) =>
    withoutWhiteSpace(answers.join('\n').replace(/ transferDisconnectUrl="[^"]*"/g, ''));
  if (comparable(ours) !== comparable(theirs)) throw new Error(`${name} does not answer what ours answers`);
}

/** Measures everything, in a folder that the caller removes. */
export async function compare(
  workFolder: string,
  settings: BenchSettings,
  progress: Progress,
): Promise<Results> {
  const { startRounds, callbacks } = settings;
  progress.phase('bundling');
  installPackages(PEERS, progress);
  const contestants = await bundleContestants(workFolder, settings);
  buildPrograms(workFolder);
  const samples = new Samples();

  progress.phase('counting bytes and requests');
  const counted = await countAll(workFolder, contestants);
  for (const [name, { answers }] of counted) {
    if (name !== 'floor') checkAnswers(counted.get(OURS)?.answers ?? [], name, answers);
  }
  addCounted(counted, samples);

  progress.phase('decision and BXML alone');
  const decision = await measureDecision(workFolder, PROJECT);

  const stub = await startStub(workFolder);
  try {
    progress.phase(`fresh processes, ${startRounds} rounds`);
    await measureStart(workFolder, contestants, stub.endpoint, startRounds, samples, (round) =>
      progress.step(round, startRounds),
    );
    const plan = { callbacks, rounds: Math.max(10, Math.ceil(callbacks / CALLBACKS_PER_ROUND)) };
    progress.phase(`warm processes, ${callbacks} callbacks each`);
    await measureWarm(workFolder, contestants, stub.endpoint, plan, samples, (round) =>
      progress.step(round, plan.rounds),
    );
  } finally {
    stub.stop();
    progress.end();
  }
  const names = contestants.map(({ name }) => name);
  return { machine: describeMachine(), startRounds, callbacks, ...summarise(samples, names), decision };
}
