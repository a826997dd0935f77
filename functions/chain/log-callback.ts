import type { CallbackName } from '../callbacks.ts';
import type { MetricKey } from '../metrics.ts';
import type { OutcomeItem } from '../outcomes/item.ts';
import type { Decision } from '../recovery/decision.ts';
import { log } from './log.ts';
import type { Recorded } from './record.ts';

/** What the log line of a callback is made from. */
export interface HandledCallback {
  readonly name: CallbackName;
  readonly item: OutcomeItem;
  readonly decision: Decision;
  readonly recorded: Recorded;
  readonly durationMilliseconds: number;
  readonly logParties: boolean;
}

/** The first callback of a process waited for the function to start as well. */
let cold = true;

const counts = ({ decision, recorded }: HandledCallback): MetricKey[] => {
  const { outcome, ended, action } = decision;
  if (recorded === 'duplicate') return ['callbacks', 'duplicates'];
  const connected = outcome === 'connected' || outcome === 'completed';
  return [
    'callbacks',
    ...(ended.attempt === 1 && action.kind === 'hand-off' ? (['recoveriesBegun'] as const) : []),
    ...(ended.attempt > 1 && connected ? (['recoveredCalls'] as const) : []),
  ];
};

/**
 * Writes the one line of a callback that was handled. Numbers and SIP URIs are in
 * the table; the log has them only where the deployment says so.
 */
export function logCallback(handled: HandledCallback): void {
  const { name, item, decision, recorded, durationMilliseconds, logParties } = handled;
  const { from, to, destination, nextDestination } = item;
  log(
    decision.outcome === 'misconfigured' ? 'ERROR' : 'INFO',
    'callback answered',
    {
      callback: name,
      callId: item.callId,
      eventType: item.eventType,
      outcome: decision.outcome,
      step: decision.step,
      route: decision.ended.route,
      attempt: decision.ended.attempt,
      recorded,
      durationMilliseconds,
      cold,
      ...(logParties && { from, to, destination, nextDestination }),
    },
    counts(handled),
  );
  cold = false;
  warnOfDestination(handled);
}

/** Tells that nobody knows where a hand-off went, so that the person who wrote it can correct it. */
function warnOfDestination({ name, item, decision, logParties }: HandledCallback): void {
  const { unreadableDestination } = decision.ended;
  if (unreadableDestination === undefined) return;
  log('WARN', 'destination not understood', {
    callback: name,
    callId: item.callId,
    expected: 'a sip: URI or an E.164 number, URL-encoded once',
    ...(logParties && { unreadableDestination }),
  });
}
