import type { Contestant } from './contestants.ts';
import type { StartReport } from './process/start.ts';
import { nextMessage, startContestant } from './processes.ts';
import type { Samples } from './samples.ts';

/** Who goes first changes from round to round. */
export const rotated = <Each>(all: readonly Each[], round: number): readonly Each[] => [
  ...all.slice(round % all.length),
  ...all.slice(0, round % all.length),
];

/** One fresh process: import, first callback, and the end. */
export async function startOnce(
  workFolder: string,
  contestant: Contestant,
  dynamoDbEndpoint: string,
): Promise<StartReport> {
  const child = startContestant(workFolder, 'start', contestant, dynamoDbEndpoint);
  child.stdout?.resume();
  return nextMessage<StartReport>(child);
}

/** Starts every contestant in a fresh process, round by round. The first round warms the disk cache and is dropped. */
export async function measureStart(
  workFolder: string,
  contestants: readonly Contestant[],
  dynamoDbEndpoint: string,
  rounds: number,
  samples: Samples,
  onRound: (round: number) => void,
): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const contestant of rotated(contestants, round)) {
      const report = await startOnce(workFolder, contestant, dynamoDbEndpoint);
      if (round === 0) continue;
      for (const [figure, value] of Object.entries(report)) samples.add(figure, contestant.name, value);
    }
    onRound(round);
  }
}
