import type { Decision } from '../../functions/recovery/decision.ts';
import { readMenu } from '../../functions/recovery/menu.ts';
import { isSettled } from '../../functions/recovery/outcome.ts';
import { DEFAULT_STEPS } from '../../lib/policy/default-steps.ts';
import { originOf } from '../../lib/policy/origin.ts';

/** Whose menu the steps of a key are of. */
function menuWriter(menu: string | undefined, route: Decision['route']): string {
  const { outcome } = readMenu(menu);
  return `the menu after ${outcome}, of ${route?.outcomes[outcome] ? `route ${route.name}` : 'the policy'}`;
}

/** Whose list the steps of a decision are: `route NAME`, `the policy` or `default`; `undefined` where none were considered. */
export function writtenBy({ outcome, route, step, steps, ended }: Decision): string | undefined {
  if (outcome === 'chosen') return menuWriter(ended.menu, route);
  if (isSettled(outcome) || step === 'none') return undefined;
  if (steps === DEFAULT_STEPS[outcome]) return 'default';
  const origin = originOf(steps);
  const writer = route?.outcomes[outcome] ? `route ${route.name}` : 'the policy';
  return origin === undefined ? writer : `${origin} of ${writer}`;
}
