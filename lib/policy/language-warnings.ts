import { promptName } from '../../functions/recovery/decide.ts';
import type { Outcome } from '../../functions/recovery/outcome.ts';
import type { PlainStep, Policy, PromptName, Route } from '../../functions/recovery/policy.ts';
import type { Prompt } from '../../functions/recovery/prompt.ts';
import { optionsFor } from '../../functions/recovery/transfer-options.ts';
import type { PolicyWarning } from './mistakes.ts';
import { originOf } from './origin.ts';
import { possibleOutcomes, stepsAfter, takesEveryCall, withoutMenus } from './possible-outcomes.ts';
import { BUILT_IN, FOREIGN } from './speaker.ts';

const isBuiltIn = (prompt: Prompt): boolean => [BUILT_IN, FOREIGN].includes(originOf(prompt) ?? '');

/** Tells whether a policy has words of its own for callers, or a language in which the built-in ones are not. */
function hasLanguage(policy: Policy): boolean {
  const steps = [policy, ...policy.routes].flatMap(({ outcomes }) => Object.values(outcomes).flat());
  const prompts = [policy, ...policy.routes].flatMap((each) => Object.values<Prompt>(each.prompts));
  return (
    prompts.some((prompt) => !isBuiltIn(prompt) || originOf(prompt) === FOREIGN) ||
    steps.some(({ prompt }) => prompt)
  );
}

/** A prompt that a caller hears at a step, and after which outcome. */
interface Heard {
  readonly name: PromptName;
  readonly outcome: Outcome;
  readonly route: Route | undefined;
}

/** The built-in prompts that callers of a route can hear. */
function builtInHeard(policy: Policy, route: Route | undefined): Heard[] {
  const heardAt = (outcome: Outcome, { step, prompt }: Pick<PlainStep, 'step' | 'prompt'>): Heard[] => {
    const name = promptName(step, outcome);
    const heard = prompt ?? route?.prompts[name] ?? policy.prompts[name];
    return heard && isBuiltIn(heard) ? [{ name, outcome, route }] : [];
  };
  return possibleOutcomes(policy, route).flatMap((outcome) => {
    const steps = withoutMenus(stepsAfter(policy, route, outcome));
    // Who has left no message is not thanked, and hears goodbye.
    const isThanked = outcome === 'recorded' && steps[0]?.step === 'goodbye';
    return [
      ...steps.flatMap((step) => heardAt(outcome, step)),
      ...(isThanked ? heardAt('no-message', { step: 'goodbye' }) : []),
    ];
  });
}

const WHEN: Partial<Record<Outcome, string>> = {
  unrouted: 'where no route takes the call',
  closed: 'where no destination is open',
  recorded: 'after a message',
  'no-message': 'where no message was left',
};

/** Most routes that are named in one warning. */
const MAX_NAMED_ROUTES = 3;

function textOf(heard: readonly Heard[], routeCount: number): string {
  const outcomes = [...new Set(heard.map(({ outcome }) => outcome))];
  const others = outcomes.filter((outcome) => !(outcome in WHEN));
  const when = [
    ...(others.length > 0 ? [`after ${others.join(', ')}`] : []),
    ...outcomes.flatMap((outcome) => WHEN[outcome] ?? []),
  ].join(', ');
  const names = [...new Set(heard.flatMap(({ route }) => route?.name ?? []))];
  const left = names.length - MAX_NAMED_ROUTES;
  const named = names.slice(0, MAX_NAMED_ROUTES).join(', ') + (left > 0 ? ` and ${left} more` : '');
  const where = names.length === 0 || names.length === routeCount ? '' : ` (route ${named})`;
  return `it is not written, and callers hear the built-in English text ${when}${where}`;
}

const ASKED = 'callees are asked in the built-in English words: "confirm" takes a "prompt"';

/** Tells whether a callee of a route is asked by a text that is built in. */
const asksInEnglish = (policy: Policy, route: Route): boolean =>
  route.destinations.some((each) => {
    const { confirm } = optionsFor(policy.transfer, route, each);
    return confirm && isBuiltIn(confirm.prompt);
  });

/** Built-in texts, which are English, that callers and callees of a policy with words or a language of its own can hear. */
export function languageWarnings(policy: Policy): PolicyWarning[] {
  if (!hasLanguage(policy)) return [];
  const { routes } = policy;
  const all = [...routes, ...(routes.some(takesEveryCall) ? [] : [undefined])];
  const heard = all.flatMap((route) =>
    builtInHeard(policy, route).filter(
      ({ outcome }) => route || routes.length === 0 || outcome === 'unrouted',
    ),
  );
  const callees = routes.flatMap((route, index) =>
    asksInEnglish(policy, route) ? [{ path: `routes[${index}]`, text: ASKED }] : [],
  );
  const callers = [...new Set(heard.map(({ name }) => name))].map((name) => ({
    path: `prompts.${name}`,
    text: textOf(
      heard.filter((each) => each.name === name),
      routes.length,
    ),
  }));
  return [...callers, ...callees];
}
