import { causeOutcome } from '../../functions/recovery/cause.ts';
import type { HandOffVerb, RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import { referOutcome } from '../../functions/refer-complete/outcome.ts';
import { RECOVERABLE_OUTCOMES } from '../../lib/policy/steps.ts';
import { CAUSES } from '../words/codes.ts';

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
  transfer: recoverable(new Set(Object.keys(CAUSES).map(causeOutcome))),
};
