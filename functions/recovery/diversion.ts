import type { Outcome } from './outcome.ts';

/** The reasons of Bandwidth's `diversionReason`, which are those of RFC 5806, by the outcome that led to a hand-off. */
const REASONS: Partial<Record<Outcome, string>> = {
  busy: 'user-busy',
  'no-answer': 'no-answer',
  unreachable: 'unavailable',
  unavailable: 'unavailable',
  declined: 'deflection',
  closed: 'time-of-day',
};

/** Why a call is diverted to its next destination, as that is told by a Diversion header. */
export const diversionReason = (outcome: Outcome): string => REASONS[outcome] ?? 'unknown';
