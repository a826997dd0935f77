import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { callbackRow } from '../callbacks.ts';
import { outcomeItem } from '../outcomes/item.ts';
import { readHandOff } from '../recovery/hand-off.ts';
import { readAccepted } from './accepted.ts';
import { answerDocument } from './answer.ts';
import type { Callback, CallbackRequest, CallEvent, Deployment } from './contract.ts';
import { ofCaller } from './fields.ts';
import { logCallback } from './log-callback.ts';
import { recordOutcome } from './record.ts';
import { answerTo } from './responses.ts';

/**
 * Where the callbacks of the other deployment are. We know only the hash of the token, so it comes from the path
 * of the request; it goes into the answer, and nowhere else.
 */
const fallbackFolder = (fallbackBaseUrl: string, token = ''): string =>
  `${fallbackBaseUrl}/${encodeURIComponent(token)}/`;

/**
 * Decides, records and answers. The answer depends on the request and the policy
 * only, so a duplicate gets the same bytes whatever became of its record.
 */
export async function handle<Event extends CallEvent>(
  { name, asksAbout, decide }: Callback<Event>,
  deployment: Deployment,
  { received: { fields, query, digest }, validated, pathParameters }: CallbackRequest<Event>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { policy, policyHash, store, ttlDays, nowEpochMilliseconds } = deployment;
  const { fallbackBaseUrl, logParties = false, logSample = 1 } = deployment;
  const receivedAtEpochMilliseconds = nowEpochMilliseconds();
  const handOff = readHandOff(query);
  const event = ofCaller(validated, handOff);
  const askedAbout = asksAbout?.(event, handOff);
  const accepted = askedAbout === undefined ? undefined : await readAccepted(store, event.callId, askedAbout);
  const readMilliseconds = nowEpochMilliseconds() - receivedAtEpochMilliseconds;
  const decision = decide(event, handOff, policy, accepted);
  const arrival = { digest, urlDestination: query.get('destination') ?? undefined };
  const document = answerDocument(
    decision,
    event,
    arrival,
    fallbackBaseUrl && fallbackFolder(fallbackBaseUrl, pathParameters?.token),
  );
  const keeping = { receivedAtEpochMilliseconds, ttlDays, policyHash, ...arrival };
  const item = outcomeItem(fields, event, decision, keeping);
  const recorded = await recordOutcome(deployment, item, readMilliseconds);
  const durationMilliseconds = nowEpochMilliseconds() - receivedAtEpochMilliseconds;
  logCallback({ name, query, item, decision, policy, recorded, durationMilliseconds, logParties, logSample });
  return answerTo(callbackRow(name).safe, document);
}
