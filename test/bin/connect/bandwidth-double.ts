import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** The account, and the application in it, that the double knows. */
export const ACCOUNT = '9900000';
export const APPLICATION = 'd775585a-ed5b-4a49-8b96-f68c0a993ebe';

const VOICE_FIELDS = new Set([
  'AppName',
  'CallInitiatedCallbackUrl',
  'CallInitiatedMethod',
  'CallInitiatedFallbackUrl',
  'CallInitiatedFallbackMethod',
  'CallInitiatedFallbackCreds',
  'CallStatusCallbackUrl',
  'CallStatusMethod',
  'CallbackCreds',
  'CallbackTimeout',
]);

type Fields = Record<string, unknown>;

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true });
const builder = new XMLBuilder({});

/** Passwords are not given back. */
const shown = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (typeof value !== 'object' || value === null) return [name, value];
      const { Password: _, ...rest } = value as Fields;
      return [name, rest];
    }),
  );

/** What the double answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Given the connection in place of an answer. */
  readonly breaks?: (socket: Socket) => void;
}

const refusal = (status: number, told = ''): Answer => ({ status, body: `<Error><Description>${told}` });

/**
 * Plays the APIs of applications and recordings as Bandwidth documents it, and stricter than it must be: PATCH changes the fields it has,
 * PUT replaces all, an unknown field or media type is refused, and a token is good for one request.
 * Sources: https://dev.bandwidth.com/docs/account/applications and
 * https://dev.bandwidth.com/docs/voice/programmable-voice/inbound-sip-uri/quick-start,
 * https://dev.bandwidth.com/apis/voice-apis/voice/
 */
export async function startBandwidth(credentials: { readonly id: string; readonly secret: string }) {
  const requests: { method: string; path: string; body: string }[] = [];
  const tokens = new Set<string>();
  const double = {
    credentials,
    fields: {} as Fields,
    serviceType: 'Voice-V2',
    sip: { data: { inboundSipCallsEnabled: true } } as unknown,
    /** Audio by its path. */
    recordings: {} as Record<string, Buffer>,
    accessToken: () => `access-${Math.random()}`,
    /** Answered in place of the real answer, by the beginning of `METHOD path`. */
    failures: {} as Record<string, readonly Answer[]>,
    /** What of a PATCH is kept. */
    keeps: (sent: Fields): Fields => sent,
    requests,
    of: (method: string) => requests.filter((request) => request.method === method),
    url: '',
    close: () => void server.close().closeAllConnections(),
  };

  function failure(request: string): Answer | undefined {
    const [found, answers] =
      Object.entries(double.failures).find(([begins]) => request.startsWith(begins)) ?? [];
    const [first, ...rest] = answers ?? [];
    if (found !== undefined) double.failures[found] = rest;
    return first;
  }

  function giveToken({ headers }: IncomingMessage, body: string): Answer {
    const { id, secret } = double.credentials;
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return refusal(415);
    if (headers.authorization !== basic) return refusal(401, `${headers.authorization} ${basic}`);
    if (body !== 'grant_type=client_credentials') return refusal(400, body);
    const token = double.accessToken();
    tokens.add(token);
    return {
      status: 200,
      body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 1 }),
    };
  }

  function change(replaces: boolean, { headers }: IncomingMessage, body: string): Answer {
    if (!/^application\/xml\b/.test(headers['content-type'] ?? '')) return refusal(415, body);
    const sent = parser.parse(body).Application as Fields | undefined;
    const odd = Object.keys(sent ?? { '': '' }).filter((name) => !VOICE_FIELDS.has(name));
    if (!sent || odd.length > 0) return refusal(400, `unknown: ${odd} in ${body}`);
    double.fields = replaces ? sent : { ...double.fields, ...double.keeps(sent) };
    return show();
  }

  function show(): Answer {
    const Application = {
      ApplicationId: APPLICATION,
      ServiceType: double.serviceType,
      ...shown(double.fields),
    };
    const body = `<?xml version="1.0"?>${builder.build({ ApplicationProvisioningResponse: { Application } })}`;
    return { status: 200, headers: { 'content-type': 'application/xml' }, body };
  }

  function answerTo(request: IncomingMessage, body: string): Answer {
    const { method = '', url = '', headers } = request;
    const failed = failure(`${method} ${url}`);
    if (failed) return failed;
    if (url === '/api/v1/oauth2/token') return giveToken(request, body);
    if (!tokens.delete((headers.authorization ?? '').replace('Bearer ', ''))) return refusal(401);
    const audio = double.recordings[url];
    if (audio && method === 'GET')
      return { status: 200, headers: { 'content-type': 'audio/vnd.wave' }, body: audio };
    if (url === `/v2/accounts/${ACCOUNT}/voice-applications/${APPLICATION}`)
      return { status: 200, body: JSON.stringify(double.sip) };
    if (url !== `/api/accounts/${ACCOUNT}/applications/${APPLICATION}`) return refusal(404, url);
    if (method === 'GET') return show();
    if (method === 'PATCH' || method === 'PUT') return change(method === 'PUT', request, body);
    return refusal(405);
  }

  const server = createServer(async (request, response) => {
    const body = await text(request);
    requests.push({ method: request.method ?? '', path: request.url ?? '', body });
    const { status, headers = {}, body: answer = '', breaks } = answerTo(request, body);
    if (breaks) return breaks(request.socket);
    response.writeHead(status, headers).end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return double;
}

/** Plays CloudFormation's answer about a stack with these outputs. */
export async function startCloudFormation(outputs: () => Readonly<Record<string, string>>) {
  const member = ([key, value]: [string, string]) =>
    `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;
  const server = createServer((_, response) => {
    const stack = `<Outputs>${Object.entries(outputs()).map(member).join('')}</Outputs>`;
    const result = `<DescribeStacksResult><Stacks><member>${stack}</member></Stacks></DescribeStacksResult>`;
    const body = `<DescribeStacksResponse>${result}</DescribeStacksResponse>`;
    response.writeHead(200, { 'content-type': 'text/xml' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => void server.close().closeAllConnections() };
}
