import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { prompt, prompts } from '../lib/policy/prompt.ts';
import { routes } from '../lib/policy/route.ts';
import { PolicyFileSchema } from '../lib/policy/schema.ts';
import { outcomes } from '../lib/policy/steps.ts';
import { transfer } from '../lib/policy/transfer.ts';
import { program, run } from './usage/program.ts';
import { Failure } from './usage/usage-error.ts';
import { OUTCOME_WORDS } from './words/outcomes.ts';

const FILE = 'docs/recovery.schema.json';

const { wrapped: steps } = outcomes.entries.busy;
const definitions = { prompt, prompts, steps, outcomes, transfer, routes };

/** JSON Schema knows no flags: a pattern that takes either case has to say so letter by letter. */
const inEitherCase = (source: string): string =>
  source.replace(/\\.|[a-z]/gi, (part) =>
    part.length > 1 ? part : `[${part.toLowerCase()}${part.toUpperCase()}]`,
  );

/** An editor must take every file that synth takes; what it takes beyond that, synth refuses. */
const schema = toJsonSchema(PolicyFileSchema, {
  target: 'draft-07',
  typeMode: 'input',
  definitions,
  overrideAction: ({ valibotAction, jsonSchema }) => {
    switch (valibotAction.type) {
      case 'check': // The pipe says beside it, as metadata, what JSON Schema can say of it.
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

/** What each outcome is, beside the steps that they all share. */
function describeOutcomes({ $defs = {} }: JsonSchema): void {
  const { properties = {} } = $defs.outcomes as JsonSchema;
  for (const [outcome, words] of Object.entries(OUTCOME_WORDS)) {
    const property = properties[outcome];
    if (property) properties[outcome] = { ...(property as JsonSchema), description: `When ${words}.` };
  }
}

/** As `npm run lint` wants it: a generated file is checked like any other. */
function formatted(json: string): string {
  const project = fileURLToPath(new URL('..', import.meta.url));
  const biome = join(project, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['format', '--config-path=test/config/biome.rules.json', `--stdin-file-path=${FILE}`];
  return execFileSync(process.execPath, [biome, ...options], { cwd: project, input: json, encoding: 'utf8' });
}

function write({ check }: { readonly check?: boolean }): void {
  describeOutcomes(schema);
  const { $schema, ...rest } = schema;
  const title = 'recovery.json: what a call does after a hand-off that failed';
  const text = formatted(JSON.stringify({ $schema, title, ...rest }, undefined, 2));
  if (!check) writeFileSync(FILE, text);
  else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text)
    throw new Failure(`${FILE} is stale: npm run schema writes it.`);
}

await run(
  program('schema', `Writes ${FILE}, the JSON Schema of recovery.json.`)
    .option('--check', 'write nothing, and fail where the file is stale')
    .action(write),
);
