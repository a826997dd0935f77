import { Failure } from '../../usage/usage-error.ts';

/** The output of the stack that names its table; lib/call-recovery-stack.ts writes it. */
const OUTPUT = 'OutcomesTableName';

/**
 * The outcomes table of a stack, by its outputs (`cloudformation:DescribeStacks`).
 * @throws {Failure} when there is no such stack, or it is none of ours
 */
export async function stackTable(stack: string, region: string | undefined): Promise<string> {
  // Loaded only here: no other command needs it.
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(region === undefined ? {} : { region });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const output = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === OUTPUT);
    if (output?.OutputValue !== undefined) return output.OutputValue;
  } catch (error) {
    if ((error as Error).name !== 'ValidationError') throw error;
    throw new Failure(`There is no stack "${stack}" in this account and region.`, { cause: error });
  } finally {
    client.destroy();
  }
  throw new Failure(`The stack "${stack}" has no output ${OUTPUT}: it is not one of this project.`);
}
