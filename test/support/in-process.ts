import type { CallbackName } from '../../functions/callbacks.ts';
import type { Deployment } from '../../functions/chain/contract.ts';
import { type SentRequest, send } from './requests.ts';

/** Answers as a server would that runs a deployment, without sockets. */
export const fetchFrom =
  (deployment: Deployment) =>
  async (url: string, { method = 'POST', body }: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const name = pathname.split('/').at(-1) as CallbackName;
    const sent: SentRequest = { name, method, query: search.slice(1) };
    const {
      statusCode,
      headers,
      body: answer,
    } = await send(deployment, body ? { ...sent, body: Buffer.from(body as Uint8Array).toString() } : sent);
    return new Response(answer ?? '', {
      status: statusCode ?? 0,
      headers: headers as Record<string, string>,
    });
  };
