import { Failure } from '../usage/usage-error.ts';

/** The outputs of a stack, by name. */
export type Outputs = Readonly<Record<string, string>>;

/**
 * Asks CloudFormation for the outputs of a stack (`cloudformation:DescribeStacks`); `undefined` when there is none.
 * @throws whatever else CloudFormation, or finding credentials, ends in
 */
export async function stackOutputs(stack: string, region?: string): Promise<Outputs | undefined> {
  // Loaded only here: most commands do not need it.
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(region === undefined ? {} : { region });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return Object.fromEntries(
      outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (error) {
    if ((error as Error).name === 'ValidationError') return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/**
 * One output of a stack.
 * @throws {Failure} when there is no such stack, or it has none of that name
 */
export function outputOf(stack: string, outputs: Outputs | undefined, name: string): string {
  if (!outputs) throw new Failure(`There is no stack "${stack}" in this account and region.`);
  const value = outputs[name];
  if (value !== undefined) return value;
  throw new Failure(`The stack "${stack}" has no output ${name}: it is not one of this project.`);
}
