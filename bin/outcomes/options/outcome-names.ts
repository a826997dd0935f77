import { STORED_OUTCOMES } from '../../reader/stored-outcome.ts';
import { didYouMean } from '../../usage/nearest.ts';
import { UsageError } from '../../usage/usage-error.ts';

/**
 * Reads a comma list of outcome names.
 * @throws {UsageError} with the allowed words and the nearest
 */
export function readOutcomeNames(text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const unknown = names.find((name) => !STORED_OUTCOMES.some((known) => known === name));
  if (unknown === undefined && names.length > 0) return names;
  throw new UsageError(
    `There is no outcome "${unknown ?? ''}".${didYouMean(unknown ?? '', STORED_OUTCOMES)} Outcomes: ${STORED_OUTCOMES.join(', ')}.`,
  );
}
