import { Agent, request } from 'node:http';
import { readAll, type WireAnswer, type WireRequest } from './aws-json.ts';

/** Sends requests on to a service, over connections that are kept. */
export function forwardTo(target: string) {
  const agent = new Agent({ keepAlive: true });
  return {
    forward: ({ path, headers, body }: WireRequest): Promise<WireAnswer> =>
      new Promise((resolve, reject) => {
        const sent = { ...headers, 'content-length': String(body.length) };
        const to = new URL(path, target);
        request(to, { agent, method: 'POST', headers: sent }, async (answer) => {
          try {
            const { statusCode: status = 502, headers: received } = answer;
            resolve({ status, headers: received, body: await readAll(answer) });
          } catch (error) {
            reject(error);
          }
        })
          .on('error', reject)
          .end(body);
      }),
    close: () => agent.destroy(),
  };
}
