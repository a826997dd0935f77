import { CALLBACKS, callbackOfEvent } from '../../functions/callbacks.ts';
import type { Accepted } from '../../functions/recovery/decision.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { DOCUMENTED_EVENTS } from '../documented-events/documented-events.ts';
import { explain } from '../explain/explain.ts';
import type { Explanation, Refusal } from '../explain/explanation.ts';
import type { WhatIfExample } from './messages.ts';
import { RequestError } from './respond.ts';

/** The documented events, to begin from. */
export const whatIfExamples = (): WhatIfExample[] =>
  Object.entries(DOCUMENTED_EVENTS).map(([name, event]) => ({
    name: name.replaceAll('-', ' '),
    event,
    url: callbackOfEvent(event.eventType)?.name ?? 'refer-complete',
  }));

/** Reads the callee's key as the store is taken to tell it; anything else reads as absent. */
const readAccepted = (told: unknown): Accepted => (told === 'found' || told === 'unread' ? told : 'absent');

const NAMES = CALLBACKS.map(({ name }) => name);

const isOfCallback = (url: unknown): url is string => {
  const path = typeof url === 'string' ? URL.parse(url, 'https://host/token/')?.pathname : undefined;
  return NAMES.some((name) => path?.endsWith(`/${name}`));
};

/**
 * Explains what an event would be answered. Nothing is sent, and nothing stored.
 * @throws {RequestError} 400, where no function is for its URL
 */
export function whatIf(
  { event, url, accepted }: Readonly<Record<string, unknown>>,
  policy: Policy,
  fallbackFolder?: string,
): Explanation | Refusal {
  if (!isOfCallback(url)) {
    throw new RequestError(400, `The URL must end in the name of a callback: ${NAMES.join(', ')}`);
  }
  const sent = { body: JSON.stringify(event ?? null), url, handOff: {}, accepted: readAccepted(accepted) };
  return explain(sent, policy, fallbackFolder).explanation;
}
