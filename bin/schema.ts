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
import { readOptions } from './usage/read-options.ts';
import { tellMistake } from './usage/usage-error.ts';
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

const USAGE = `npm run schema writes ${FILE}; with -- --check it fails where the file is stale.`;

/** What was asked for; `undefined` when that is only help, or a mistake, which was told. */
function readTask(): 'check' | 'write' | undefined {
  try {
    const options = { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = readOptions({ options }, ` ${USAGE}`);
    if (!values.help) return values.check ? 'check' : 'write';
    console.log(USAGE);
  } catch (error) {
    tellMistake(error);
  }
  return undefined;
}

describeOutcomes(schema);
const { $schema, ...rest } = schema;
const title = 'recovery.json: what a call does after a hand-off that failed';
const text = formatted(JSON.stringify({ $schema, title, ...rest }, undefined, 2));

const task = readTask();
if (task === 'write') writeFileSync(FILE, text);
else if (task === 'check' && (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text)) {
  console.error(`${FILE} is stale: npm run schema writes it.`);
  process.exitCode = 1;
}
