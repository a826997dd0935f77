import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { requestSigner } from './aws-signature.ts';

/** What came of a quick try; after `failed` the official client takes over. */
export type QuickPut = (input: PutItemCommandInput) => Promise<'stored' | 'duplicate' | 'failed'>;

/** Those of the official client. One is enough in Lambda; a local server serves many callers at once. */
const MAX_SOCKETS = 50;

type Answer = { readonly status: number; readonly body: string };

/** The partitions whose endpoints are named alike; in the others the official client knows the name. */
const COMMON_REGION = /^(?:af|ap|ca|eu|il|me|mx|sa|us)(?:-gov)?-[a-z]+-\d$/;

const CONDITION_FAILED = /"__type"\s*:\s*"[^"]*#ConditionalCheckFailedException"/;

function endpointOf(variables: NodeJS.ProcessEnv, region: string): URL | undefined {
  const configured = variables.AWS_ENDPOINT_URL_DYNAMODB || variables.AWS_ENDPOINT_URL;
  if (configured) return new URL(configured);
  const isSpecial = variables.AWS_USE_FIPS_ENDPOINT === 'true' || !COMMON_REGION.test(region);
  return isSpecial ? undefined : new URL(`https://dynamodb.${region}.amazonaws.com`);
}

/** One HTTP exchange; resolves whatever is answered, and rejects when nothing is in time. */
function exchange(request: ClientRequest, body: string, tryMilliseconds: number): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    // From the connection on: a wait for one of ours to be free says nothing of DynamoDB.
    request.on('socket', () => {
      timer = setTimeout(() => request.destroy(new Error('no answer in time')), tryMilliseconds);
    });
    request.on('response', (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.on('close', () => clearTimeout(timer));
    request.end(body);
  });
}

/**
 * A PutItem without a client: one request, signed with the keys that Lambda puts into
 * the environment. The official client takes two thirds of a cold start and half the
 * CPU of every write; it is there when this fails, or where the environment does not
 * hold what this needs (then `undefined`).
 */
export function quickPut(variables: NodeJS.ProcessEnv, tryMilliseconds: number): QuickPut | undefined {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = variables;
  const endpoint = region && endpointOf(variables, region);
  if (!endpoint || !accessKeyId || !secretAccessKey) return undefined;

  const sessionToken = variables.AWS_SESSION_TOKEN;
  const sign = requestSigner({ region, service: 'dynamodb', accessKeyId, secretAccessKey, sessionToken });
  // Not imported: to import node:http is to load everything it offers, `fetch` and WebSocket too (20 ms).
  const { Agent, request } = process.getBuiltinModule(
    endpoint.protocol === 'http:' ? 'node:http' : 'node:https',
  );
  const agent: Agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const { protocol, hostname, port, host } = endpoint;

  async function tryOnce(body: string): Promise<Answer> {
    const headers = {
      host,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      'content-length': String(Buffer.byteLength(body)),
    };
    const options: RequestOptions = { method: 'POST', protocol, hostname, port, path: '/', agent };
    const sent = request({ ...options, headers: sign(headers, body, new Date()) });
    try {
      return await exchange(sent, body, tryMilliseconds);
    } catch (error) {
      // A kept connection that was closed meanwhile, as after a freeze: nothing was read there.
      if (sent.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET') return tryOnce(body);
      throw error;
    }
  }

  return async (input) => {
    try {
      const { status, body } = await tryOnce(JSON.stringify(input));
      if (status === 200) return 'stored';
      return CONDITION_FAILED.test(body) ? 'duplicate' : 'failed';
    } catch {
      return 'failed';
    }
  };
}
