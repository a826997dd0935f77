import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Contestant, deployedBytes } from './contestants.ts';
import { startCountingDynamoDb } from './counting-dynamodb.ts';
import type { CountedReport } from './process/counted.ts';
import { nextMessage, startContestant } from './processes.ts';
import { measuredRequests } from './requests.ts';
import type { Samples } from './samples.ts';

/** What repeats exactly, of one contestant. */
export interface Counted {
  readonly bytesDeployed: number;
  readonly bytesReadAtStart: number;
  readonly dynamoRequests: number;
  readonly writeUnits: number;
  readonly dynamoBytes: number;
  readonly operations: readonly string[];
  /** The answer to each of the measured requests. */
  readonly answers: readonly string[];
}

/** Files of the bundle only: what Node brings is the same for all. */
const bytesOf = (urls: readonly string[], { handlerUrl }: Contestant): number => {
  const folder = new URL('.', handlerUrl).href;
  return [...new Set(urls)]
    .filter((url) => url.startsWith(folder))
    .reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
};

/** Lets contestants answer every measured request against a real emulator, one after the other. */
export async function countAll(
  workFolder: string,
  contestants: readonly Contestant[],
): Promise<ReadonlyMap<string, Counted>> {
  const callbacks = measuredRequests().length;
  const dynamoDb = await startCountingDynamoDb();
  const counted = new Map<string, Counted>();
  try {
    for (const contestant of contestants) {
      const more = [String(callbacks)];
      const child = startContestant(workFolder, 'counted', contestant, dynamoDb.endpoint, ...more);
      child.stdout?.resume();
      const { filesAtStart, answers } = await nextMessage<CountedReport>(child);
      const { requests, writeUnits, bytes, operations } = dynamoDb.read();
      counted.set(contestant.name, {
        bytesDeployed: deployedBytes(contestant),
        bytesReadAtStart: bytesOf(filesAtStart, contestant),
        dynamoRequests: requests / callbacks,
        writeUnits: writeUnits / callbacks,
        dynamoBytes: Math.round(bytes / callbacks),
        operations: [...new Set(operations)],
        answers,
      });
    }
  } finally {
    await dynamoDb.close();
  }
  return counted;
}

/** Adds what is counted to what is timed. */
export function addCounted(counted: ReadonlyMap<string, Counted>, samples: Samples): void {
  for (const [
    name,
    { bytesDeployed, bytesReadAtStart, dynamoRequests, writeUnits, dynamoBytes },
  ] of counted) {
    samples.add('bytesDeployed', name, bytesDeployed / 1000);
    samples.add('bytesReadAtStart', name, bytesReadAtStart / 1000);
    samples.add('dynamoRequests', name, dynamoRequests);
    samples.add('writeUnits', name, writeUnits);
    samples.add('dynamoBytes', name, dynamoBytes);
  }
}
