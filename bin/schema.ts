import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { policySchema } from './schema/json-schema.ts';
import { reference } from './schema/reference.ts';
import { program, run } from './usage/program.ts';
import { Failure } from './usage/usage-error.ts';

const schema = policySchema();

const FILES = {
  'docs/recovery.schema.json': `${JSON.stringify(schema, undefined, 2)}\n`,
  'docs/policy.md': reference(schema),
};

function write({ check }: { readonly check?: boolean }): void {
  for (const [file, text] of Object.entries(FILES)) {
    if (!check) writeFileSync(file, text);
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
      throw new Failure(`${file} is stale: npm run schema writes it.`);
  }
}

await run(
  program('schema', 'Writes the JSON Schema of recovery.json and the policy reference, docs/policy.md.')
    .option('--check', 'write nothing; fail if a file is stale')
    .action(write),
);
