import type { ChildProcess } from 'node:child_process';
import type { Contestant } from './contestants.ts';
import { rotated } from './measure-start.ts';
import type { WarmReport } from './process/warm.ts';
import { nextMessage, startContestant } from './processes.ts';
import type { Samples } from './samples.ts';

/** How many callbacks, and in how many rounds. */
export interface WarmPlan {
  readonly callbacks: number;
  readonly rounds: number;
}

/** The part of the rounds that are left to the just-in-time compiler, and not counted as warm. */
const WARMING_PART = 0.1;

interface Runner {
  readonly name: string;
  readonly child: ChildProcess;
  logBytes: number;
  rss: number[];
}

async function startRunner(
  workFolder: string,
  contestant: Contestant,
  dynamoDbEndpoint: string,
): Promise<Runner> {
  const child = startContestant(workFolder, 'warm', contestant, dynamoDbEndpoint);
  const runner: Runner = { name: contestant.name, child, logBytes: 0, rss: [] };
  child.stdout?.on('data', (chunk: Buffer) => {
    runner.logBytes += chunk.length;
  });
  await nextMessage(child);
  return runner;
}

/** Keeps one process of every contestant and lets them answer in turns, one callback at a time as Lambda does. */
export async function measureWarm(
  workFolder: string,
  contestants: readonly Contestant[],
  dynamoDbEndpoint: string,
  { callbacks, rounds }: WarmPlan,
  samples: Samples,
  onRound: (round: number) => void,
): Promise<void> {
  const batch = Math.ceil(callbacks / rounds);
  const runners: Runner[] = [];
  try {
    for (const each of contestants) runners.push(await startRunner(workFolder, each, dynamoDbEndpoint));
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, child, rss } of rotated(runners, round)) {
        child.send(batch);
        const report = await nextMessage<WarmReport>(child);
        rss.push(report.rss);
        if (round < rounds * WARMING_PART) continue;
        samples.add('warmCpu', name, report.cpuMicrosecondsEach);
        samples.add('perSecond', name, 1e6 / report.cpuMicrosecondsEach);
      }
      onRound(round + 1);
    }
    for (const { name, rss, logBytes } of runners) {
      const last = rss.at(-1) as number;
      samples.add('rssAfter', name, last);
      samples.add('rssGrowth', name, last - (rss[Math.floor(rounds / 2)] as number));
      samples.add('logBytes', name, Math.round(logBytes / (batch * rounds)));
    }
  } finally {
    for (const { child } of runners) child.kill();
  }
}
