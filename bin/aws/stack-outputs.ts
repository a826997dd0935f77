import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** The outputs of a stack, by name. */
export type Outputs = Readonly<Record<string, string>>;

/**
 * Asks CloudFormation for the outputs of a stack (`cloudformation:DescribeStacks`); `undefined` when there is none.
 * @throws whatever else CloudFormation, or finding credentials, ends in
 */
export async function stackOutputs(stack: string, region?: string): Promise<Outputs | undefined> {
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
