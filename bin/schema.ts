import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typed } from '../lib/checkout.ts';
import { policySchema } from './schema/json-schema.ts';
import { reference } from './schema/reference.ts';
import { program, run } from './usage/program.ts';
import { Failure } from './usage/usage-error.ts';

const schema = policySchema();

const FILES = {
  'recovery.schema.json': `${JSON.stringify(schema, undefined, 2)}\n`,
  'policy.md': reference(schema),
};

interface Options {
  readonly folder: string;
  readonly check?: boolean;
}

function write({ folder, check }: Options): void {
  if (!check) mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) {
    const file = join(folder, name);
    if (!check) writeFileSync(file, text);
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
      throw new Failure(`${file} is stale: ${typed('schema')} writes it.`);
  }
}

await run(
  program('schema', 'Writes the JSON Schema of recovery.json and the page on policies, policy.md.')
    .option('--folder <folder>', 'where they are', 'docs')
    .option('--check', 'write nothing; fail if a file is stale')
    .action(write),
);
