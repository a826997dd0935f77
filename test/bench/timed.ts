import type { Contestant } from './contestants.ts';
import type { BatchReport, StartReport } from './process/contestant.ts';
import { nextMessage, rounds, startContestant } from './processes.ts';
import type { Samples } from './results.ts';

/** A round of warm callbacks is about as long as the shares of other processes change. */
const CALLBACKS_PER_ROUND = 1000;
const LEAST_WARM_ROUNDS = 10;

/** The part of the rounds that is left to the just-in-time compiler, and not counted as warm. */
const WARMING_PART = 0.1;

/** Who goes first changes from round to round. */
const rotated = <Each>(all: readonly Each[], round: number): readonly Each[] => [
  ...all.slice(round % all.length),
  ...all.slice(0, round % all.length),
];

/** One fresh process: import, first callback, and the end. */
export async function startOnce(
  contestant: Contestant,
  dynamoDbEndpoint: string,
): Promise<StartReport['figures']> {
  using child = startContestant(contestant, dynamoDbEndpoint);
  return (await nextMessage<StartReport>(child)).figures;
}

/** Measures everybody once a round. The first round warms the disk cache and is dropped. */
export async function measureInTurns<Each extends { readonly name: string }>(
  title: string,
  count: number,
  samples: Samples,
  all: readonly Each[],
  measure: (each: Each) => Promise<object>,
): Promise<void> {
  for (const round of rounds(`${title}, ${count} rounds`, count + 1))
    for (const each of rotated(all, round)) {
      const figures = await measure(each);
      if (round > 0) samples.add(each.name, figures);
    }
}

async function startRunner(contestant: Contestant, dynamoDbEndpoint: string) {
  const child = startContestant(contestant, dynamoDbEndpoint);
  const runner = { name: contestant.name, child, logBytes: 0, rssAfter: 0 };
  child.stdout?.on('data', ({ length }: Buffer) => {
    runner.logBytes += length;
  });
  await nextMessage<StartReport>(child);
  return runner;
}

type Runner = Awaited<ReturnType<typeof startRunner>>;

/** Keeps one process of every contestant and lets them answer in turns, one callback at a time as Lambda does. */
export async function measureWarm(
  contestants: readonly Contestant[],
  dynamoDbEndpoint: string,
  callbacks: number,
  samples: Samples,
): Promise<void> {
  const count = Math.max(LEAST_WARM_ROUNDS, Math.ceil(callbacks / CALLBACKS_PER_ROUND));
  const batch = Math.ceil(callbacks / count);
  const runners: Runner[] = [];
  try {
    for (const each of contestants) runners.push(await startRunner(each, dynamoDbEndpoint));
    for (const round of rounds(`warm processes, ${callbacks} callbacks each`, count))
      for (const runner of rotated(runners, round)) {
        const { name, child } = runner;
        child.send(batch);
        const { rss, cpuMicrosecondsEach: warmCpu } = await nextMessage<BatchReport>(child);
        runner.rssAfter = rss;
        if (round >= count * WARMING_PART) samples.add(name, { warmCpu });
      }
  } finally {
    for (const { child } of runners) child.kill();
  }
  for (const { name, rssAfter, logBytes } of runners)
    samples.add(name, { rssAfter, logBytes: Math.round(logBytes / (batch * count + 1)) });
}
