import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { type HttpAnswer, postsTo } from './http-post.ts';
import type { Put } from './put.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Regions whose endpoints are named alike; those of other partitions are the client's to know. */
const COMMON_REGION = /^(?:af|ap|ca|eu|il|me|mx|sa|us)(?:-gov)?-[a-z]+-\d$/;

/** How much is told of an answer that is not DynamoDB's. */
const MAX_TOLD_CHARACTERS = 100;

const CONDITION_FAILED = 'ConditionalCheckFailedException';

/** Settings that choose other keys or another endpoint than what is read here. */
const isSpecial = (variables: Variables): boolean =>
  variables.AWS_USE_FIPS_ENDPOINT === 'true' ||
  variables.AWS_USE_DUALSTACK_ENDPOINT === 'true' ||
  Boolean(variables.AWS_PROFILE);

function endpointOf(variables: Variables, region: string): URL | undefined {
  const configured = variables.AWS_ENDPOINT_URL_DYNAMODB || variables.AWS_ENDPOINT_URL;
  if (configured) return new URL(configured);
  return COMMON_REGION.test(region) ? new URL(`https://dynamodb.${region}.amazonaws.com`) : undefined;
}

function parsed(body: string): { readonly __type?: string; readonly message?: string } | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads an answer of DynamoDB's JSON protocol: an error has a type such as `com.amazonaws…#ThrottlingException`. */
function readAnswer({ status, body }: HttpAnswer): 'stored' | 'duplicate' {
  const answer = parsed(body);
  if (status === 200 && answer) return 'stored';
  const name = (answer?.__type ?? 'UnreadableAnswer').replace(/^.*#/, '');
  if (name === CONDITION_FAILED) return 'duplicate';
  const words = answer?.message ?? body.slice(0, MAX_TOLD_CHARACTERS);
  throw Object.assign(new Error(`DynamoDB answered ${status}: ${words}`), { name });
}

/**
 * A put without a client: one request, signed by AWS's own signer with the keys that
 * Lambda puts into the environment. To load and run a client is two thirds of a cold
 * start and half of every write (docs/adr/011). `undefined` where the environment
 * does not hold what this needs.
 */
export function signedPut(variables: Variables): Put | undefined {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = variables;
  const endpoint = region && !isSpecial(variables) && endpointOf(variables, region);
  if (!endpoint || !accessKeyId || !secretAccessKey) return undefined;

  const sessionToken = variables.AWS_SESSION_TOKEN;
  const signer = new SignatureV4({
    service: 'dynamodb',
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    sha256: Hash.bind(null, 'sha256'),
    applyChecksum: false,
  });
  const { protocol, hostname, host } = endpoint;
  const post = postsTo(endpoint);

  return async (input, abortSignal) => {
    const body = JSON.stringify(input);
    const unsigned = {
      method: 'POST',
      protocol,
      hostname,
      path: '/',
      query: {},
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': String(Buffer.byteLength(body)),
        'x-amz-target': 'DynamoDB_20120810.PutItem',
        // Seen in CloudTrail; never signed.
        'user-agent': 'bandwidth-call-recovery',
      },
      body,
    };
    const { headers } = await signer.sign(unsigned);
    return readAnswer(await post(headers, body, abortSignal));
  };
}
