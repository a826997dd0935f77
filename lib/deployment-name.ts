import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** With it, the longest name of an alarm has 220 characters, and the namespace 173: CloudWatch takes 255 of each. */
const MOST_CHARACTERS = 160;

/** SNS takes 100 characters, `Outcomes of ` is the longest beginning. */
const MOST_DISPLAYED = 88;

/** The stack that is deployed: of a nested one, the name is only known at deployment. */
function deployedStack(construct: Construct): Stack {
  let stack = Stack.of(construct);
  while (stack.nestedStackParent) stack = stack.nestedStackParent;
  return stack;
}

/** Replaces what may not stand everywhere, and cuts; a hash keeps apart what then would be the same. */
function fitted(name: string, most: number): string {
  const plain = name.replace(/[^\w/-]/g, '-');
  if (plain === name && name.length <= most) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${plain.slice(0, most - hash.length - 1)}-${hash}`;
}

function nameWithin(construct: Construct, most: number): string {
  const stack = deployedStack(construct);
  const path = construct.node.path.slice(stack.node.path.length).replace(/^\//, '');
  return fitted(`${stack.stackName}/${path}`, most);
}

/**
 * Names a construct after stack and path, so that two in one account or one stack stay apart. Has letters and
 * digits of ASCII, `_`, `-` and `/`, which a CloudWatch namespace, a name of an alarm and a URI all take; 160 at most.
 */
export const deploymentName = (construct: Construct): string => nameWithin(construct, MOST_CHARACTERS);

/**
 * The same for people, with spaces for `/`: SNS displays letters, digits, `_`, `-` and spaces
 * (https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html); 88 characters at most.
 */
export const displayedName = (construct: Construct): string =>
  nameWithin(construct, MOST_DISPLAYED).replaceAll('/', ' ');
