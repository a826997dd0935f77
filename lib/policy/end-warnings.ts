import type { RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { UNWRITTEN_GOODBYE } from './default-steps.ts';
import type { PolicyWarning } from './mistakes.ts';
import { FAILED_OUTCOMES } from './otherwise.ts';
import { asksForMessage, possibleOutcomes, stepsAfter } from './possible-outcomes.ts';

const isFailed = (outcome: RecoverableOutcome): boolean =>
  FAILED_OUTCOMES.some((failed) => failed === outcome);

/** Failures after which a caller can leave a message in some cases, and in others meets a goodbye that nobody wrote. */
export function endWarnings(policy: Policy): PolicyWarning[] {
  const byPath = new Map<string, { message: Set<string>; goodbye: Set<string> }>();
  const routes = policy.routes.length > 0 ? policy.routes : [undefined];
  for (const [index, route] of routes.entries()) {
    const isOwn = Object.keys(route?.outcomes ?? {}).length > 0;
    const path = isOwn ? `routes[${index}].outcomes` : 'outcomes';
    const ends = byPath.get(path) ?? { message: new Set(), goodbye: new Set() };
    byPath.set(path, ends);
    for (const outcome of possibleOutcomes(policy, route).filter(isFailed)) {
      const steps = stepsAfter(policy, route, outcome);
      if (asksForMessage(steps)) ends.message.add(outcome);
      if (steps.at(-1) === UNWRITTEN_GOODBYE) ends.goodbye.add(outcome);
    }
  }
  return [...byPath]
    .filter(([, { message, goodbye }]) => message.size > 0 && goodbye.size > 0)
    .map(([path, { message, goodbye }]) => ({
      path,
      text: `a caller can leave a message after ${[...message].join(', ')}, and hears goodbye after ${[...goodbye].join(', ')}, for which no end is written: "otherwise" holds for all that have no steps of their own`,
    }));
}
