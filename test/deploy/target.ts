import { outputOf, stackOutputs } from '../../bin/aws/stack-outputs.ts';
import type { ReadableServer } from '../scenarios/play-case.ts';

/** What calls are played against. */
export type Target = ReadableServer;

/** The parts of a deployed stack that the test meets. */
export interface Deployed {
  readonly baseUrl: string;
  readonly tableName: string;
  readonly queueUrl: string;
}

/**
 * Asks CloudFormation what was deployed.
 * @throws {Failure} when there is no such stack, or one of its outputs is missing
 */
export async function findDeployed(stack: string, region?: string): Promise<Deployed> {
  const outputs = await stackOutputs(stack, region);
  return {
    baseUrl: outputOf(stack, outputs, 'ReferCompleteUrl').replace('/{token}/refer-complete', ''),
    tableName: outputOf(stack, outputs, 'OutcomesTableName'),
    queueUrl: outputOf(stack, outputs, 'FallbackQueueUrl'),
  };
}
