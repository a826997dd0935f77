import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answerAlways } from './answer-always.ts';
import { answerProbe } from './answer-probe.ts';
import { authenticate } from './authenticate.ts';
import type { Callback, CallbackRequest, CallEvent, Deployment } from './contract.ts';
import { handle } from './handle.ts';
import { parse } from './parse.ts';
import { validate } from './validate.ts';

/** How long before Lambda would end the function it answers without having finished, in milliseconds. */
const timeoutEarlyInMillis = 1000;

/**
 * The Lambda handler of a callback: authenticate, parse, validate, then decide, record and answer. A probe ends behind
 * the token.
 */
export function callbackHandler<Event extends CallEvent>(
  callback: Callback<Event>,
  deployment: Deployment,
  probed = answerProbe,
) {
  return middy<CallbackRequest<Event>, APIGatewayProxyStructuredResultV2, unknown>({ timeoutEarlyInMillis })
    .use(answerAlways(callback.name, deployment))
    .use(authenticate(deployment.tokenHashes))
    .before(({ event }) => probed(event))
    .before(({ event }) => {
      event.received = parse(event);
    })
    .before(({ event }) => {
      event.validated = validate(callback, event.received);
    })
    .handler((request) => handle(callback, deployment, request));
}
