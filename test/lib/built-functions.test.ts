import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownFolder } from '../support/folder.ts';
import { PROJECT } from './stack-template.ts';

const checkout = ownFolder().path;

const installed = join(checkout, 'node_modules');
for (const folder of ['functions', 'lib'])
  cpSync(join(PROJECT, folder), join(checkout, folder), { recursive: true });
cpSync(join(PROJECT, 'package.json'), join(checkout, 'package.json'));
mkdirSync(installed);
for (const name of readdirSync(join(PROJECT, 'node_modules')))
  if (!name.startsWith('.')) symlinkSync(join(PROJECT, 'node_modules', name), join(installed, name));

const PROGRAM = `
  const { builtFunctions } = await import(process.argv[1]);
  process.stdout.write(builtFunctions());`;

/** Asks for the built functions in a process of its own, and gives the code of one. */
function built(): { folder: string; code: string; madeMilliseconds: number } {
  const module = join(checkout, 'lib/built-functions.ts');
  const folder = execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM, module], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const file = join(folder, 'initiate.mjs');
  return { folder, code: readFileSync(file, 'utf8'), madeMilliseconds: statSync(file).mtimeMs };
}

const source = join(checkout, 'functions/metrics.ts');
const rename = (from: string, to: string): void =>
  writeFileSync(source, readFileSync(source, 'utf8').replaceAll(from, to));

it('a checkout builds what is missing, keeps what is built, and never gives what is stale', () => {
  const first = built();
  expect(first.code).toContain('SafetyNetAnswers');
  expect(built()).toEqual(first);

  rename('SafetyNetAnswers', 'SafetyNetAnswersRenamed');
  // As a copy or a checked out branch leaves it: the change looks older than what was built.
  utimesSync(source, 0, 0);
  expect(built().code).toContain('SafetyNetAnswersRenamed');

  renameSync(join(checkout, 'node_modules/valibot'), join(checkout, 'node_modules/gone'));
  writeFileSync(join(installed, '.package-lock.json'), '{}');
  expect(built).toThrow(/Could not resolve "valibot"/);
  renameSync(join(checkout, 'node_modules/gone'), join(checkout, 'node_modules/valibot'));
  const last = built();
  expect(last.code).toContain('SafetyNetAnswersRenamed');
  expect(readdirSync(join(last.folder, '..'))).toHaveLength(1);
});
