import type { Step, StepsByOutcome } from '../../functions/recovery/policy.ts';

const next: Step = { step: 'next' };
const bridge: Step = { step: 'bridge' };
const bridgeIfNotAccepted: Step = { step: 'bridge', ifNotAccepted: true };
/** The end of each list whose end nobody wrote, by default or in a policy; one that is written is another object. */
export const UNWRITTEN_GOODBYE: Step = { step: 'goodbye' };
const goodbye = UNWRITTEN_GOODBYE;
const hangup: Step = { step: 'hangup' };
const retry = (times: number, pauseSeconds?: number): Step =>
  pauseSeconds === undefined ? { step: 'retry', times } : { step: 'retry', times, wait: { pauseSeconds } };

/**
 * The steps after each outcome when `recovery.json` does not say otherwise. The first step that
 * applies is taken. A retry rings the same place again, so it is left out where that can ring twice
 * (`unconfirmed`) or cannot help. A bridge is tried last where the caller's endpoint failed, and not
 * the destination.
 */
export const DEFAULT_STEPS: StepsByOutcome = {
  unrouted: [goodbye],
  closed: [goodbye],
  completed: [hangup],
  busy: [next, retry(1, 5), goodbye],
  'no-answer': [next, goodbye],
  declined: [next, goodbye],
  unreachable: [next, bridgeIfNotAccepted, goodbye],
  unavailable: [retry(1, 3), next, bridgeIfNotAccepted, goodbye],
  refused: [bridge, goodbye],
  unconfirmed: [next, goodbye],
  throttled: [retry(2, 5), goodbye],
  misconfigured: [next, goodbye],
  cancelled: [next, goodbye],
  'not-accepted': [next, goodbye],
  failed: [retry(1), next, bridgeIfNotAccepted, goodbye],
  recorded: [goodbye],
};
