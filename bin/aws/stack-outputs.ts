import { Failure } from '../usage/usage-error.ts';

/** The outputs of a stack, by name. */
export type Outputs = Readonly<Record<string, string>>;

/** A stack as CloudFormation tells of it. */
export interface DescribedStack {
  /** Such as `UPDATE_COMPLETE` (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html). */
  readonly status: string;
  readonly createdEpochMilliseconds: number | undefined;
  readonly outputs: Outputs;
}

/**
 * Asks CloudFormation for a stack (`cloudformation:DescribeStacks`); `undefined` when there is none.
 * @throws whatever else CloudFormation, or finding credentials, ends in
 */
export async function describedStack(stack: string, region?: string): Promise<DescribedStack | undefined> {
  // Loaded only here: most commands do not need it.
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(region === undefined ? {} : { region });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const { StackStatus: status = '', CreationTime, Outputs = [] } = Stacks[0] ?? {};
    const outputs = Object.fromEntries(
      Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
    return { status, createdEpochMilliseconds: CreationTime?.getTime(), outputs };
  } catch (error) {
    if ((error as Error).name === 'ValidationError') return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/** The outputs of a stack; as {@link describedStack}. */
export const stackOutputs = async (stack: string, region?: string): Promise<Outputs | undefined> =>
  (await describedStack(stack, region))?.outputs;

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
