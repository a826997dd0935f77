import * as v from 'valibot';
import {
  comparable,
  MATCH_FIELDS,
  type Match,
  type Policy,
  type PromptsByStep,
  type Route,
  type Step,
  type StepsByOutcome,
} from '../../functions/recovery/policy.ts';
import { DEFAULT_STEPS, UNWRITTEN_GOODBYE } from './default-steps.ts';
import { toDestination } from './destinations.ts';
import { toCalendars } from './hours.ts';
import type { menu } from './menu.ts';
import { mistakeText, type PolicyMistake, toMistakes } from './mistakes.ts';
import { stepsOtherwise } from './otherwise.ts';
import { CLOSED, GOODBYE, RECORDED, VOICEMAIL } from './prompt.ts';
import { relationMistakes } from './relations.ts';
import { type PolicyFile, PolicyFileSchema } from './schema.ts';
import { withSpeakers } from './speaker.ts';
import { FINAL_STEPS, type StepInput } from './steps.ts';
import { toTransfer } from './transfer.ts';

/** The policy file is wrong: every mistake in it, by path. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly mistakes: readonly PolicyMistake[];

  constructor(mistakes: readonly PolicyMistake[]) {
    super(mistakes.map((mistake) => `  ${mistakeText(mistake)}`).join('\n'));
    this.mistakes = mistakes;
  }
}

type RouteInput = PolicyFile['routes'][number];

type MenuInput = v.InferOutput<typeof menu>;

/** Every option that one of the steps has. */
type StepOptionsInput = Exclude<StepInput, string> & { pauseSeconds?: number; ringSeconds?: number };

function toMenu({ keys, otherwise, ...menu }: MenuInput): Step {
  const steps = Object.entries(keys as Record<string, StepInput>).map(([key, step]) => [key, toStep(step)]);
  return { ...menu, keys: Object.fromEntries(steps), otherwise: toStep(otherwise) } as Step;
}

function toStep(input: StepInput): Step {
  if (typeof input === 'string') return input === 'retry' ? { step: input, times: 1 } : { step: input };
  if (input.step === 'menu') return toMenu(input);
  const { pauseSeconds, ringSeconds, ...step }: StepOptionsInput = input;
  const wait =
    pauseSeconds !== undefined ? { pauseSeconds } : ringSeconds !== undefined ? { ringSeconds } : undefined;
  return { ...step, ...(wait && { wait }) } as Step;
}

/** Every list ends: `goodbye` is added where no final step was written. */
function toSteps(inputs: readonly StepInput[]): readonly Step[] {
  const steps = inputs.map(toStep);
  return steps.some(({ step }) => FINAL_STEPS.includes(step)) ? steps : [...steps, UNWRITTEN_GOODBYE];
}

const toOutcomes = ({ otherwise, ...input }: PolicyFile['outcomes']): Partial<StepsByOutcome> => ({
  ...(otherwise && stepsOtherwise(toSteps(otherwise))),
  ...Object.fromEntries(Object.entries(input).map(([outcome, steps]) => [outcome, toSteps(steps)])),
});

const toMatch = (input: RouteInput['match']): Match =>
  Object.fromEntries(
    MATCH_FIELDS.flatMap((field) => {
      const patterns = input[field];
      return patterns === undefined ? [] : [[field, [patterns].flat().map(comparable)]];
    }),
  );

/** The transfer options that a route has outside of `transfer`. */
const ofTransfer = ({ announce, confirm, by }: RouteInput) => ({
  ...(announce !== undefined && { announce }),
  ...(confirm !== undefined && { confirm }),
  ...(by !== undefined && { by }),
});

const toRoute = (input: RouteInput): Route => ({
  name: input.name,
  match: toMatch(input.match),
  destinations: input.destinations.map(toDestination),
  ...(input.hours !== undefined && { hours: input.hours }),
  outcomes: toOutcomes(input.outcomes),
  prompts: input.prompts as PromptsByStep,
  transfer: toTransfer({ ...input.transfer, ...ofTransfer(input) }),
});

/**
 * Checks a policy and fills in its defaults, so that nothing is left to do while a caller waits.
 * `{}` is a valid policy.
 * @param year from which on, for ten years, the policy knows how its time zones change and its dates fall: that of the synth
 * @throws {PolicyError} listing every mistake with its path
 */
// biome-ignore lint/style/noRestrictedGlobals: the year decides over nothing but the changes of time zones and the days of dates
export function parsePolicy(input: unknown, year = new Date().getUTCFullYear()): Policy {
  // The rules of one value overlap: what breaks the first would be reported again by the next.
  const { success, output, issues = [] } = v.safeParse(PolicyFileSchema, input, { abortPipeEarly: true });
  const mistakes = toMistakes(issues);
  const told = new Set(mistakes.map(({ path }) => path));
  mistakes.push(...relationMistakes(input, year).filter(({ path }) => !told.has(path)));
  if (!success || mistakes.length > 0) throw new PolicyError(mistakes);
  const policy: Policy = {
    limits: output.limits,
    outcomes: { ...DEFAULT_STEPS, ...toOutcomes(output.outcomes) },
    prompts: {
      goodbye: GOODBYE,
      voicemail: VOICEMAIL,
      recorded: RECORDED,
      closed: CLOSED,
      ...(output.prompts as PromptsByStep),
    },
    transfer: toTransfer(output.transfer),
    ...toCalendars(output.hours, year),
    routes: output.routes.map(toRoute),
  };
  return withSpeakers(policy, output);
}
