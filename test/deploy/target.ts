import { stackOutputs } from '../../bin/aws/stack-outputs.ts';
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
 * @throws {Error} when there is no such stack, or one of its outputs is missing
 */
export async function findDeployed(stack: string, region?: string): Promise<Deployed> {
  const outputs = await stackOutputs(stack, region);
  if (!outputs) throw new Error(`there is no stack "${stack}" in this account and region`);
  const output = (name: string): string => {
    const value = outputs[name];
    if (value) return value;
    throw new Error(`the stack has no output ${name}; it has ${Object.keys(outputs).join(', ')}`);
  };
  return {
    baseUrl: output('ReferCompleteUrl').replace('/{token}/refer-complete', ''),
    tableName: output('OutcomesTableName'),
    queueUrl: output('FallbackQueueUrl'),
  };
}
