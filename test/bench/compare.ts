import { type BenchSettings, bundleContestants, OURS } from './contestants.ts';
import { type Counted, countAll } from './counted.ts';
import { FIGURES } from './figures.ts';
import type { DecisionReport } from './process/decision.ts';
import { buildPrograms, nextMessage, startProgram, startStub } from './processes.ts';
import { phase } from './progress.ts';
import { describeMachine, Samples, summarise } from './results.ts';
import { measureInTurns, measureWarm, startOnce } from './timed.ts';

/** Answers without white space, and without the attribute that `bandwidth-sdk` does not know. */
const comparable = (answers: readonly string[]): string =>
  answers
    .join('\n')
    .replace(/ transferDisconnectUrl="[^"]*"/g, '')
    .replace(/\s+/g, '');

/** All but the floor must answer what we answer, or the comparison means nothing. */
function checkAnswers(counted: ReadonlyMap<string, Counted>): void {
  const ours = comparable(counted.get(OURS)?.answers ?? []);
  for (const [name, { answers }] of counted)
    if (name !== 'floor' && comparable(answers) !== ours)
      throw new Error(`${name} does not answer what ours answers`);
}

/** Measures everything, in a folder that the caller removes. */
export async function compare(workFolder: string, settings: BenchSettings) {
  const { rounds: startRounds, callbacks } = settings;
  const contestants = await bundleContestants(workFolder, settings);
  buildPrograms(workFolder);
  const samples = new Samples();

  phase('counting bytes and requests');
  const counted = await countAll(contestants);
  checkAnswers(counted);
  for (const [name, { figures }] of counted) samples.add(name, figures);

  phase('decision and BXML alone');
  const decision = await nextMessage<DecisionReport>(startProgram(workFolder, 'decision'));

  using stub = await startStub(workFolder);
  const starts = contestants.map((each) => [each.name, () => startOnce(each, stub.endpoint)] as const);
  await measureInTurns('fresh processes', startRounds, samples, Object.fromEntries(starts));
  await measureWarm(contestants, stub.endpoint, callbacks, samples);
  const names = contestants.map(({ name }) => name);
  return {
    machine: describeMachine(),
    startRounds,
    callbacks,
    ...summarise(samples, names, FIGURES),
    decision,
  };
}
