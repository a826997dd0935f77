import { createHash } from 'node:crypto';
import { jsonAnswer } from './aws-json.ts';
import type { FaultProxyOptions } from './proxy.ts';

type Tamper = NonNullable<FaultProxyOptions['tamper']>;

/** Two ways to break a promise, to show that a run finds out: `SIMULATE_BREAK=queue npm run simulate -- --faults …`. */
export const BREAKS = ['queue', 'condition'] as const;

/** One of {@link BREAKS}. */
export type Break = (typeof BREAKS)[number];

/** A queue that says it has a message, and has not. */
export const forgetMessages: Tamper = (request) => {
  if (request.operation !== 'SendMessage') return request;
  const { MessageBody } = JSON.parse(request.body.toString()) as { MessageBody: string };
  const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
  return jsonAnswer(200, { MessageId: 'forgotten', MD5OfMessageBody });
};

/** A put that overwrites what is there. */
export const dropCondition: Tamper = (request) => {
  if (request.operation !== 'PutItem') return request;
  const { ConditionExpression: _, ...rest } = JSON.parse(request.body.toString()) as Record<string, unknown>;
  return { ...request, body: Buffer.from(JSON.stringify(rest)) };
};
