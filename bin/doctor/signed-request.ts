import { signedRequests } from '../../functions/outcomes/signed-put/signed-put.ts';
import { typed } from '../../lib/checkout.ts';
import { resolvedAccess } from '../aws/access.ts';
import { mistakeOf } from '../aws/failure.ts';
import { outputOf } from '../aws/stack-outputs.ts';
import { Failure } from '../usage/usage-error.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, right, unseen, wrong } from './finding.ts';

/** What AWS says of a signature that it does not take. */
const OF_A_SIGNATURE = /Signature/;

/** No call has such an id. */
const NO_KEY = { callId: { S: 'doctor' }, eventKey: { S: 'doctor' } };

/** Whether DynamoDB takes a request that is signed as the functions sign theirs: for an item that is not there. */
export async function signedRequest({ stack, region, outputs }: Deployment): Promise<Finding> {
  const TableName = outputOf(stack, await outputs(), 'OutcomesTableName');
  const access = await resolvedAccess(region).catch((error) => {
    throw mistakeOf(error, 'credentials');
  });
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB } = process.env;
  const requests = signedRequests({ ...access, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB });
  if (!requests) return unseen('in this region the functions use the client of AWS');
  try {
    await requests.get({ TableName, Key: NO_KEY }, AbortSignal.timeout(10_000));
    return right('DynamoDB takes our signed request');
  } catch (error) {
    const { name, message } = error as Error;
    if (OF_A_SIGNATURE.test(name))
      return wrong(
        `DynamoDB refuses our signed request: ${name}`,
        `${typed('doctor', '--evidence evidence.json')}, and send it to us`,
      );
    // Whoever has not this right was known by the signature.
    if (/^AccessDenied/.test(name))
      return right('DynamoDB knows our signed request, and its right is not ours');
    const mistake = mistakeOf(error, 'dynamodb:GetItem');
    // An answer to a request of our own is no exception of AWS's client, which mistakeOf would know by itself.
    const isAnswer = mistake === error && message.startsWith('DynamoDB answered');
    throw isAnswer ? new Failure(`${name}: ${message}`, { cause: error }) : mistake;
  }
}
