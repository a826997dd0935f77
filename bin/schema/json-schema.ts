import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { confirmOptions } from '../../lib/policy/asking.ts';
import { DEFAULT_STEPS } from '../../lib/policy/default-steps.ts';
import { destination } from '../../lib/policy/destinations.ts';
import { calendar } from '../../lib/policy/hours.ts';
import { match } from '../../lib/policy/match.ts';
import { choice, KEYS, keys } from '../../lib/policy/menu.ts';
import { prompt, prompts } from '../../lib/policy/prompt.ts';
import { route } from '../../lib/policy/route.ts';
import { limits, PolicyFileSchema } from '../../lib/policy/schema.ts';
import { speakerWords } from '../../lib/policy/speaker.ts';
import { outcomes, RECOVERABLE_OUTCOMES, stepsWithOptions } from '../../lib/policy/steps.ts';
import { transfer } from '../../lib/policy/transfer.ts';
import { OUTCOME_WORDS } from '../words/outcomes.ts';

/** The schemas of the steps by name, as definitions: the name is in the path of an error. */
export const STEPS = Object.fromEntries(
  stepsWithOptions.options.map((step) => [step.entries.step.literal, step]),
);

const { wrapped: steps } = outcomes.entries.busy;
const definitions = {
  limits,
  routes: route,
  match,
  destination,
  hours: calendar,
  outcomes,
  steps,
  ...STEPS,
  keys,
  choice,
  prompts,
  prompt,
  transfer,
  confirm: confirmOptions,
  ...speakerWords,
};

/** JSON Schema knows no flags: a pattern that takes either case has to say so letter by letter. */
const inEitherCase = (source: string): string =>
  source.replace(/\\.|[a-z]/gi, (part) =>
    part.length > 1 ? part : `[${part.toLowerCase()}${part.toUpperCase()}]`,
  );

/** A value that may have two types: only one alternative is tried, so that only its mistakes are told. */
function byType(alternatives: readonly JsonSchema[] = []): JsonSchema {
  const typeOf = ({ type, $ref }: JsonSchema) => ($ref === undefined ? type : 'object');
  const composite = alternatives.find((each) => ['array', 'object'].includes(String(typeOf(each)))) ?? {};
  const plain = alternatives.find((each) => each !== composite);
  // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema
  return { if: { type: typeOf(composite) }, then: composite, else: plain };
}

/** An object whose `step` decides what else it may have. */
function byStep(names: string[], options: readonly JsonSchema[] = []): JsonSchema {
  const isStep = (name: string) => ({ properties: { step: { const: name } }, required: ['step'] });
  return {
    type: 'object',
    properties: { step: { enum: names, description: 'The name of the step.' } },
    required: ['step'],
    // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema
    allOf: options.map((option, index) => ({ if: isStep(names[index] as string), then: option })),
  };
}

/** Says what each outcome is; and of a default step what a policy file cannot say of it. */
function describeOutcomes({ $defs = {} }: JsonSchema): void {
  const properties = ($defs.outcomes as JsonSchema).properties as Record<string, JsonSchema>;
  for (const outcome of RECOVERABLE_OUTCOMES) {
    const depends = DEFAULT_STEPS[outcome].some((step) => 'ifNotAccepted' in step);
    const bridge = depends ? ' The default bridge needs a REFER without 2xx.' : '';
    const words = OUTCOME_WORDS[outcome].means;
    const description = `${words.charAt(0).toUpperCase()}${words.slice(1)}.${bridge}`;
    properties[outcome] = { ...properties[outcome], description };
  }
}

/** Says once what each key of a menu may lead to. */
function oneForAllKeys({ $defs = {} }: JsonSchema): void {
  const { properties = {}, ...keys } = $defs.keys as JsonSchema;
  const { '1': each } = properties;
  $defs.keys = { ...keys, propertyNames: { enum: [...KEYS] }, additionalProperties: each, minProperties: 1 };
}

/**
 * The JSON Schema of `recovery.json`. An editor must take every file that synth takes; what it takes
 * beyond that, synth refuses.
 */
export function policySchema(): JsonSchema {
  const schema = toJsonSchema(PolicyFileSchema, {
    target: 'draft-07',
    typeMode: 'input',
    definitions,
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      if (valibotSchema.type === 'union') return byType(jsonSchema.anyOf as JsonSchema[]);
      if (valibotSchema.type !== 'variant') return undefined;
      const { options } = valibotSchema as unknown as typeof stepsWithOptions;
      return byStep(
        options.map(({ entries }) => entries.step.literal),
        jsonSchema.oneOf as JsonSchema[],
      );
    },
    overrideAction: ({ valibotAction, jsonSchema }) => {
      switch (valibotAction.type) {
        case 'check': // The metadata beside it says what JSON Schema can say of it.
        case 'url': // The format "uri" is stricter than the URL of browsers; the pattern before it is not.
          return { ...jsonSchema, format: undefined };
        case 'regex': {
          const { source, flags } = (valibotAction as unknown as { requirement: RegExp }).requirement;
          const pattern = flags === 'i' ? inEitherCase(source) : source;
          const before = jsonSchema.pattern === source ? undefined : jsonSchema.pattern;
          return before === undefined
            ? { ...jsonSchema, pattern }
            : { ...jsonSchema, allOf: [...(jsonSchema.allOf ?? []), { pattern }] };
        }
        default:
          return undefined;
      }
    },
  });
  describeOutcomes(schema);
  oneForAllKeys(schema);
  const { $schema, ...rest } = schema;
  return { $schema, title: 'recovery.json', ...rest };
}
