import { causeOutcome } from '../../functions/recovery/cause.ts';
import type { HandOffVerb, RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import { referOutcome } from '../../functions/refer-complete/outcome.ts';
import { RECOVERABLE_OUTCOMES } from '../../lib/policy/steps.ts';

/** The causes that Bandwidth lists (https://dev.bandwidth.com/docs/voice/webhooks/transferComplete). */
// biome-ignore format: three lines say it
const CAUSES = [
  'hangup', 'busy', 'timeout', 'cancel', 'rejected', 'callback-error', 'invalid-bxml', 'application-error',
  'account-limit', 'node-capacity-exceeded', 'error', 'unknown',
];

const SIP_CODES = Array.from({ length: 600 }, (_, index) => index + 100);

const failures = [
  ...SIP_CODES.map((referSipResponseCode) => ({ referSipResponseCode })),
  ...SIP_CODES.map((notifySipResponseCode) => ({ referSipResponseCode: 202, notifySipResponseCode })),
].map((codes) => referOutcome({ referCallStatus: 'failure', ...codes }));

const recoverable = (outcomes: ReadonlySet<string>): RecoverableOutcome[] =>
  RECOVERABLE_OUTCOMES.filter((outcome) => outcomes.has(outcome));

/** The outcomes that a hand-off by each verb can have, found by trying every code. */
export const POSSIBLE_OUTCOMES: Readonly<Record<HandOffVerb, readonly RecoverableOutcome[]>> = {
  refer: recoverable(new Set(failures)),
  transfer: recoverable(new Set(CAUSES.map(causeOutcome))),
};
