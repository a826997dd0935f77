import { type Get, isPutAnswer, MAX_TOLD_CHARACTERS, type Put } from '../put.ts';
import { dynamoDbEndpoint, type Variables } from './endpoint.ts';
import { type HttpAnswer, postsTo } from './http-post.ts';
import { signer } from './sign.ts';

const CONDITION_FAILED = 'ConditionalCheckFailedException';

/** The body of an error. Some services of AWS write `Message` with a capital letter. */
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

/** The error of an answer of DynamoDB's JSON protocol: it has a type such as `com.amazonaws…#ThrottlingException`. */
function errorOf({ status, body }: HttpAnswer): Error {
  const answer = parsed(body);
  const name = (answer?.__type ?? 'UnreadableAnswer').replace(/^.*#/, '');
  const words = answer?.message ?? answer?.Message ?? body.slice(0, MAX_TOLD_CHARACTERS);
  return Object.assign(new Error(`DynamoDB answered ${status}: ${words}`), { name });
}

/** Requests over one connection, which can be opened before it is needed. */
interface SignedRequests {
  readonly put: Put;
  readonly get: Get;
  readonly open: () => Promise<void>;
}

/**
 * Requests without a client, signed with the keys that Lambda puts into the environment.
 * To load and run a client is two thirds of a cold start and half of every write (docs/adr/011).
 * `undefined` where the environment does not hold what this needs.
 */
export function signedRequests(
  variables: Variables,
  tryTimeoutMilliseconds?: number,
): SignedRequests | undefined {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = variables;
  const endpoint = dynamoDbEndpoint(variables);
  if (!endpoint || !region || !accessKeyId || !secretAccessKey || variables.AWS_PROFILE) return undefined;

  const sign = signer({ region, accessKeyId, secretAccessKey, sessionToken: variables.AWS_SESSION_TOKEN });
  const { host } = endpoint;
  const post = postsTo(endpoint, tryTimeoutMilliseconds);

  async function send(operation: string, input: object, abortSignal: AbortSignal): Promise<HttpAnswer> {
    const body = JSON.stringify(input);
    const headers = sign(
      {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': String(Buffer.byteLength(body)),
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      },
      body,
    );
    // The user agent is seen in CloudTrail; it is never signed.
    return post({ ...headers, 'user-agent': 'bandwidth-call-recovery' }, body, abortSignal);
  }

  return {
    put: async (input, abortSignal) => {
      const answer = await send('PutItem', input, abortSignal);
      if (answer.status === 200 && isPutAnswer(answer.body)) return 'stored';
      const error = errorOf(answer);
      // Where the request was sent twice, the item may be that of the first copy: the next try finds out.
      if (answer.status === 400 && error.name === CONDITION_FAILED && !answer.isResent) return 'duplicate';
      throw error;
    },
    get: async (input, abortSignal) => {
      const answer = await send('GetItem', input, abortSignal);
      if (answer.status === 200 && isPutAnswer(answer.body)) return 'Item' in JSON.parse(answer.body);
      throw errorOf(answer);
    },
    open: post.open,
  };
}
