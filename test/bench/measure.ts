import { coldStart, RUNTIME_CLIENT } from './cold-start.ts';
import { type BenchSettings, bundleContestants, bundleOurs, installPackages, OURS } from './contestants.ts';
import { type MeasuredFunction, memorySettings } from './cost-model.ts';
import { type Counted, countAll } from './counted.ts';
import { COLD_FIGURES, FIGURES } from './figures.ts';
import { phase, startStub } from './processes.ts';
import { describeMachine, Samples, spread, summarise } from './results.ts';
import { measureInTurns, measureWarm, startOnce } from './timed.ts';

/** What `npm run bench -- cost --json` writes. */
export type CostResults = Awaited<ReturnType<typeof measureCost>>;

/** Answers without white space, and without the attribute that `bandwidth-sdk` does not know. */
const comparable = (answers: readonly string[] = []): string =>
  answers.join('').replace(/ transferDisconnectUrl="[^"]*"|\s+/g, '');

/** All but the floor must answer what we answer, or the comparison means nothing. */
function checkAnswers(counted: ReadonlyMap<string, Counted>): void {
  const ours = comparable(counted.get(OURS)?.answers);
  for (const [name, { answers }] of counted)
    if (name !== 'floor' && comparable(answers) !== ours)
      throw new Error(`${name} does not answer what ours answers`);
}

/** Measures everything, in a folder that the caller removes. */
export async function compare(workFolder: string, settings: BenchSettings) {
  const { rounds: startRounds, callbacks } = settings;
  const contestants = await bundleContestants(workFolder, settings);
  const samples = new Samples();
  phase('counting bytes and requests');
  const counted = await countAll(contestants);
  checkAnswers(counted);
  for (const [name, { figures }] of counted) samples.add(name, figures);
  using stub = await startStub(workFolder);
  await measureInTurns('fresh processes', startRounds, samples, contestants, (each) =>
    startOnce(each, stub.endpoint),
  );
  using far = await startStub(workFolder, 'far');
  await measureInTurns('fresh processes over TLS', startRounds, samples, contestants, async (each) => {
    const { importWall, startWall } = await startOnce(each, far.endpoint);
    return { tlsFirstWall: startWall - importWall, tlsStartWall: startWall };
  });
  await measureWarm(contestants, stub.endpoint, callbacks, samples);
  return { machine: describeMachine(), startRounds, callbacks, ...summarise(samples, FIGURES) };
}

/** Measures whole cold starts through AWS's own runtime client; its install compiles C++ for some minutes. */
export async function measureCold(workFolder: string, settings: BenchSettings) {
  const { rounds: startRounds } = settings;
  installPackages(RUNTIME_CLIENT, true);
  const contestants = await bundleContestants(workFolder, settings);
  const samples = new Samples();
  using stub = await startStub(workFolder);
  await measureInTurns('cold starts through aws-lambda-ric', startRounds, samples, contestants, (each) =>
    coldStart(each, stub.endpoint),
  );
  return { machine: describeMachine(), startRounds, ...summarise(samples, COLD_FIGURES) };
}

/** Measures our bundle warm, cold, and with a DynamoDB that refuses the first try, and carries that to Lambda. */
export async function measureCost(workFolder: string, { rounds, callbacks }: BenchSettings) {
  phase('bundling');
  const ours = await bundleOurs(workFolder);
  const samples = new Samples();
  using good = await startStub(workFolder);
  using bad = await startStub(workFolder, 'bad');
  const days = [
    { name: 'good', ...good },
    { name: 'bad', ...bad },
  ];
  await measureInTurns('fresh processes on good and bad days', rounds, samples, days, ({ endpoint }) =>
    startOnce(ours, endpoint),
  );
  await measureWarm([ours], good.endpoint, callbacks, samples);
  const median = (figure: string, of: string): number => spread(samples.of(figure, of))?.median ?? Number.NaN;
  const measured: MeasuredFunction = {
    warmCpuMs: median('warmCpu', OURS) / 1000,
    coldCpuMs: median('processCpu', 'good'),
    secondTryCpuMs: median('processCpu', 'bad') - median('processCpu', 'good'),
    residentMb: Math.max(median('rssAfter', OURS), median('rssAtStart', 'bad')),
  };
  return { machine: describeMachine(), measured, settings: memorySettings(measured) };
}
