import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** A function as Lambda calls it. */
export type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<{ readonly statusCode: number; readonly body?: string }>;

interface Template {
  readonly event: APIGatewayProxyEventV2;
  readonly beforeCallId: string;
  readonly afterCallId: string;
}

const CALL_ID = /"callId":"[^"]*"/;

function toTemplate(event: APIGatewayProxyEventV2): Template {
  const body = event.body ?? '';
  const at = body.search(CALL_ID);
  return {
    event,
    beforeCallId: `${body.slice(0, at)}"callId":"`,
    afterCallId: `"${body.slice(at).replace(CALL_ID, '')}`,
  };
}

/** Makes requests from those in a file, each of a call of its own, cheaply. */
export function requestMaker(file: string): (index: number) => APIGatewayProxyEventV2 {
  const templates = (JSON.parse(readFileSync(file, 'utf8')) as APIGatewayProxyEventV2[]).map(toTemplate);
  // As long as the documented one.
  const callId = (index: number) =>
    `c-95ac8d6e-${process.pid.toString(16).padStart(8, '0')}-b38f-4198-93c1-${String(index).padStart(12, '0')}`;
  return (index) => {
    const { event, beforeCallId, afterCallId } = templates[index % templates.length] as Template;
    return { ...event, body: `${beforeCallId}${callId(index)}${afterCallId}` };
  };
}

/** The context that Lambda gives; old callback style is not served. */
export const CONTEXT = {
  awsRequestId: 'b1946ac9-2492-4d23-a1b2-0123456789ab',
  functionName: 'bench',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/bench',
  logStreamName: 'bench',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
} satisfies Context;

/** CPU time of this process up to now, all threads, in milliseconds. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
