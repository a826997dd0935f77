import { page, typed } from '../../lib/checkout.ts';
import { mistakeOf } from '../aws/failure.ts';
import { outputOf } from '../aws/stack-outputs.ts';
import { counted } from '../print/printable.ts';
import { shellWord } from '../print/shell.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, right, wrong } from './finding.ts';

const COUNTS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

async function waiting(queueUrl: string, region: string | undefined): Promise<number> {
  const { GetQueueAttributesCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const client = new SQSClient(region === undefined ? {} : { region });
  try {
    const asked = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...COUNTS] });
    const { Attributes = {} } = await client.send(asked);
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  } catch (error) {
    throw mistakeOf(error, 'sqs:GetQueueAttributes');
  } finally {
    client.destroy();
  }
}

const waitingIn = async ({ stack, region, outputs }: Deployment, output: string) => {
  const url = outputOf(stack, await outputs(), output);
  return { url, count: await waiting(url, region) };
};

/** Whether outcomes wait that the table did not take. */
export async function fallbackQueue(deployment: Deployment): Promise<Finding> {
  const { count } = await waitingIn(deployment, 'FallbackQueueUrl');
  if (count === 0) return right('no outcome waits in the fallback queue');
  return wrong(`${counted(count, 'outcome')} wait in the fallback queue`, page('runbook.md#outcomes-queued'));
}

/** Whether outcomes were given up. */
export async function deadLetters(deployment: Deployment): Promise<Finding> {
  const { url, count } = await waitingIn(deployment, 'DeadLetterQueueUrl');
  if (count === 0) return right('there are no dead letters');
  const store = `backfill --dead-letters ${shellWord(url)} --stack ${deployment.stack}`;
  return wrong(counted(count, 'dead letter'), typed('outcomes', store));
}
