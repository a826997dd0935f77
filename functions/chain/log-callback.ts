import type { CallbackName } from '../callbacks.ts';
import type { MetricKey } from '../metrics.ts';
import { hash32 } from '../outcomes/hash32.ts';
import type { OutcomeItem } from '../outcomes/item.ts';
import type { Decision } from '../recovery/decision.ts';
import type { HandOff } from '../recovery/hand-off.ts';
import type { Policy } from '../recovery/policy.ts';
import { positionOf } from '../recovery/position.ts';
import { type EndedLeg, isRecovered } from '../recovery/recovered.ts';
import { executedVersion, type LogLevel, log } from './log.ts';
import type { StoredHow } from './record.ts';

/** A callback that was handled, for its log line. */
interface HandledCallback {
  readonly name: CallbackName;
  readonly query: URLSearchParams;
  readonly item: OutcomeItem;
  readonly decision: Decision;
  readonly policy: Policy;
  readonly recorded: StoredHow;
  readonly durationMilliseconds: number;
  readonly logParties: boolean;
  /** The share of calls whose routine lines are written, above 0 and up to 1. */
  readonly logSample: number;
}

/** The first callback of a process waited for the function to start as well. */
let cold = true;

const counts = ({ item, decision, recorded }: HandledCallback): MetricKey[] => {
  const { outcome, ended, action } = decision;
  // The answers of such a leg, and `transferComplete`, are counted instead.
  if (outcome === 'leg-ended') return [];
  if (recorded === 'duplicate') return ['callbacks', 'duplicates'];
  return [
    'callbacks',
    ...(outcome === 'misconfigured' ? (['misconfiguredOutcomes'] as const) : []),
    ...(ended.attempt === 1 && action.kind === 'hand-off' ? (['recoveriesBegun'] as const) : []),
    ...(isRecovered(item as OutcomeItem & EndedLeg) ? (['recoveredCalls'] as const) : []),
  ];
};

/** Tells whether the routine lines of a call are written: all of them, or none. */
const isSampled = (callId: string, logSample: number): boolean =>
  logSample === 1 || hash32(callId) < logSample * 2 ** 32;

/** Writes the lines of a callback that was handled: the routine one, or a share of them, and what is wrong. */
export function logCallback(handled: HandledCallback): void {
  const { item, decision, logSample } = handled;
  if (decision.outcome === 'misconfigured') writeLine('ERROR', handled);
  else if (isSampled(item.callId, logSample)) writeLine('INFO', handled, 1 / logSample);
  cold = false;
  warnOfUrl(handled);
}

/** Finds the place of the destination in its route, from 1 on: it tells where a hand-off went, and names nobody. */
function placeOf({ route: name, destination }: HandOff, { routes }: Policy): number | undefined {
  const route = routes.find((each) => each.name === name);
  return (route && destination && positionOf(route, destination) + 1) || undefined;
}

/**
 * Writes the one line of a callback. Numbers and SIP URIs are in the table; the log has them only where
 * the deployment says so. A line that stands for others counts for as many.
 */
function writeLine(level: LogLevel, handled: HandledCallback, standsFor = 1): void {
  const { name, item, decision, policy, recorded, durationMilliseconds, logParties } = handled;
  const { from, to, destination, nextDestination } = item;
  log(
    level,
    'callback answered',
    {
      callback: name,
      callId: item.callId,
      eventType: item.eventType,
      outcome: decision.outcome,
      step: decision.step,
      route: decision.ended.route,
      position: placeOf(decision.ended, policy),
      attempt: decision.ended.attempt,
      recorded,
      durationMilliseconds,
      cold,
      ...(decision.outcome === 'misconfigured' && { ExecutedVersion: executedVersion() }),
      ...(logParties && { from, to, destination, nextDestination }),
    },
    counts(handled),
    standsFor,
  );
}

/**
 * Tells what of a URL was not understood, so that the person who wrote it can correct it: where a hand-off went, and
 * the context, whose text may be of a stranger and is not told.
 */
function warnOfUrl({ name, item, decision, logParties, query }: HandledCallback): void {
  const { unreadableDestination, context } = decision.ended;
  const about = { callback: name, callId: item.callId };
  if (unreadableDestination !== undefined)
    log('WARN', 'destination not understood', {
      ...about,
      expected: 'a sip: URI or an E.164 number, URL-encoded once',
      ...(logParties && { unreadableDestination }),
    });
  if (query.has('context') && context === undefined)
    log('WARN', 'context ignored', { ...about, expected: '1 to 120 letters, digits, "_", "." and "-"' });
}
