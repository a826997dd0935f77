import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonAnswer, type WireAnswer, writeAnswer } from './aws-json.ts';
import type { Fault } from './fault.ts';

/** A request that a fault befalls. */
export interface Struck {
  /** Lets the request through and waits for its answer. */
  readonly pass: () => Promise<WireAnswer>;
  readonly response: ServerResponse;
  readonly latencyMilliseconds: number;
}

const reset = (response: ServerResponse): void => void response.socket?.resetAndDestroy();

/** DynamoDB's name of it; SQS has others, and its client tries again after this one too. */
const THROTTLED = {
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'injected: the rate of requests is too high',
};

const STRIKES: Readonly<Record<Fault, (struck: Struck) => Promise<void> | void>> = {
  latency: async ({ pass, response, latencyMilliseconds }) => {
    await sleep(latencyMilliseconds);
    writeAnswer(response, await pass());
  },
  hang: () => undefined,
  error: ({ response }) =>
    writeAnswer(response, jsonAnswer(500, { __type: 'InternalServerError', message: 'injected' })),
  throttle: ({ response }) => writeAnswer(response, jsonAnswer(400, THROTTLED)),
  reset: ({ response }) => reset(response),
  'half-answer': async ({ pass, response }) => {
    const { status, headers, body } = await pass();
    const { connection, 'transfer-encoding': _, ...kept } = headers;
    response.writeHead(status, { ...kept, 'content-length': body.length });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => reset(response));
  },
  'wrong-json': async ({ pass, response }) => {
    const { headers } = await pass();
    writeAnswer(response, { status: 200, headers, body: Buffer.from('{"injected":') });
  },
  'lost-answer': async ({ pass, response }) => {
    await pass();
    reset(response);
  },
};

/** Lets a fault befall a request. */
export const strike = async (fault: Fault, struck: Struck): Promise<void> => STRIKES[fault](struck);
