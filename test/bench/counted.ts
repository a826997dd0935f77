import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Contestant } from './contestants.ts';
import { startCountingDynamoDb } from './counting-dynamodb.ts';
import type { BatchReport, StartReport } from './process/contestant.ts';
import { nextMessage, startContestant } from './processes.ts';
import { measuredRequests } from './requests.ts';

/** What repeats exactly, of one contestant. */
export interface Counted {
  /** Bundles in KB; requests, write units and bytes of DynamoDB per callback. */
  readonly figures: Readonly<
    Record<'bytesDeployed' | 'bytesReadAtStart' | 'dynamoRequests' | 'writeUnits' | 'dynamoBytes', number>
  >;
  /** What was asked of DynamoDB. */
  readonly operations: readonly string[];
  /** The answer to each of the measured requests. */
  readonly answers: readonly string[];
}

const kilobytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(file).size, 0) / 1000;

/** Files of the bundle only: what Node brings is the same for all. */
const filesRead = (urls: readonly string[], folder: string): readonly string[] =>
  [...new Set(urls)]
    .filter((url) => url.startsWith(pathToFileURL(folder).href))
    .map((url) => fileURLToPath(url));

/** Lets contestants answer every measured request against a real emulator, one after the other. */
export async function countAll(contestants: readonly Contestant[]): Promise<ReadonlyMap<string, Counted>> {
  const callbacks = measuredRequests().length;
  await using dynamoDb = await startCountingDynamoDb();
  const counted = new Map<string, Counted>();
  for (const contestant of contestants) {
    const { name, folder } = contestant;
    using child = startContestant(contestant, dynamoDb.endpoint, 'watched');
    const { loaded } = await nextMessage<StartReport>(child);
    child.send(callbacks - 1);
    const { answers } = await nextMessage<BatchReport>(child);
    const { writeUnits, bytes, operations } = dynamoDb.read();
    counted.set(name, {
      figures: {
        bytesDeployed: kilobytes(readdirSync(folder).map((file) => join(folder, file))),
        bytesReadAtStart: kilobytes(filesRead(loaded, folder)),
        dynamoRequests: operations.length / callbacks,
        writeUnits: writeUnits / callbacks,
        dynamoBytes: Math.round(bytes / callbacks),
      },
      operations: [...new Set(operations)],
      answers,
    });
  }
  return counted;
}
