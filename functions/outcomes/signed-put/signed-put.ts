import { isPutAnswer, MAX_TOLD_CHARACTERS, type Put } from '../put.ts';
import { dynamoDbEndpoint, type Variables } from './endpoint.ts';
import { type HttpAnswer, postsTo } from './http-post.ts';
import { signer } from './sign.ts';

const CONDITION_FAILED = 'ConditionalCheckFailedException';

/** What an error says of itself; some services of AWS begin with a capital letter. */
interface Told {
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
}

function parsed(body: string): Told | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Reads an answer of DynamoDB's JSON protocol: an error has a type such as `com.amazonaws…#ThrottlingException`.
 * Where the request was sent twice, a condition that failed is an error: the item may be that of the first copy.
 */
function readAnswer({ status, body, isResent }: HttpAnswer): 'stored' | 'duplicate' {
  if (status === 200 && isPutAnswer(body)) return 'stored';
  const answer = parsed(body);
  const name = (answer?.__type ?? 'UnreadableAnswer').replace(/^.*#/, '');
  if (status === 400 && name === CONDITION_FAILED && !isResent) return 'duplicate';
  const words = answer?.message ?? answer?.Message ?? body.slice(0, MAX_TOLD_CHARACTERS);
  throw Object.assign(new Error(`DynamoDB answered ${status}: ${words}`), { name });
}

/** A put whose connection can be opened before it is needed. */
export type OpenablePut = Put & { readonly open: () => Promise<void> };

/**
 * A put without a client: one request, signed with the keys that Lambda puts into the environment.
 * To load and run a client is two thirds of a cold start and half of every write (docs/adr/011).
 * `undefined` where the environment does not hold what this needs.
 */
export function signedPut(variables: Variables, tryTimeoutMilliseconds?: number): OpenablePut | undefined {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = variables;
  const endpoint = dynamoDbEndpoint(variables);
  if (!endpoint || !region || !accessKeyId || !secretAccessKey || variables.AWS_PROFILE) return undefined;

  const sign = signer({ region, accessKeyId, secretAccessKey, sessionToken: variables.AWS_SESSION_TOKEN });
  const post = postsTo(endpoint, tryTimeoutMilliseconds);

  const put: Put = async (input, abortSignal) => {
    const body = JSON.stringify(input);
    const headers = sign(
      {
        host: endpoint.host,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': String(Buffer.byteLength(body)),
        'x-amz-target': 'DynamoDB_20120810.PutItem',
      },
      body,
    );
    // The user agent is seen in CloudTrail; it is never signed.
    return readAnswer(await post({ ...headers, 'user-agent': 'bandwidth-call-recovery' }, body, abortSignal));
  };
  return Object.assign(put, { open: post.open });
}
