import { formatDestination } from '../../functions/recovery/destination.ts';
import { hoursOf } from '../../functions/recovery/opening.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { explain } from '../explain/explain.ts';
import { closedAmong, opensWords } from '../explain/opens.ts';
import { isStatusEvent, only, type Timeline } from '../simulator/timeline.ts';

/** The last event of the caller's own leg that could lead to a hand-off, as this policy decides it. */
function lastDecided(timeline: Timeline, policy: Policy) {
  const last = only(timeline, 'callback').findLast(
    ({ eventType, fields }) =>
      !isStatusEvent(eventType) && eventType !== 'recordComplete' && fields.callId === timeline.call.callId,
  );
  if (!last) return undefined;
  const { fields, url } = last;
  const { explanation, details } = explain({ body: JSON.stringify(fields), url, handOff: {} }, policy);
  if ('issues' in explanation || !details.decision) return undefined;
  return { explanation, decision: details.decision, time: String(fields.eventTime) };
}

/**
 * Why a call had no other hand-off, by what the policy decides on its last event: the destinations that were closed,
 * a line for each of their hours, and the steps that were passed over. Of a call that somebody took, only those that
 * were closed before it came to them.
 * @param isMissed whether a hand-off was asked for that there was not; only then steps are told
 */
export function whyNot(timeline: Timeline, policy: Policy, isMissed: boolean): string[] {
  const decided = lastDecided(timeline, policy);
  if (!decided) return [];
  const { explanation, decision, time } = decided;
  const { outcome, meaning, steps } = explanation;
  const { route } = decision;
  const tried = only(timeline, 'hand-off').map(({ destination }) => destination);
  const isTaken = decision.action.kind === 'nothing' || outcome === 'completed';
  const destinations = route?.destinations ?? [];
  const written = destinations.map(formatDestination);
  const left = destinations.filter(
    (_, index) =>
      !tried.includes(String(written[index])) && (!isTaken || index < written.indexOf(String(tried.at(-1)))),
  );
  const closed = Object.groupBy(closedAmong(policy, route, left, time), (each) =>
    JSON.stringify(hoursOf(route, each)),
  );
  const passed =
    isTaken || !isMissed
      ? []
      : steps.filter(({ reason }) => reason !== undefined && !reason.startsWith('closed'));
  return [
    ...(outcome === 'unrouted' ? [`${outcome}: ${meaning}`] : []),
    ...Object.values(closed).map(
      (some = []) =>
        `${some.map(formatDestination).join(', ')} closed: ${opensWords(policy, route, some, time)}`,
    ),
    ...passed.map(({ step, reason }) => `${outcome}, ${step}: ${reason}`),
  ];
}
