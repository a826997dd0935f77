import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './progress.ts';
import { runProgram } from './run-program.ts';

/** What is installed from PyPI: the emulator, and the linter of CloudFormation templates. */
const PACKAGES = ['ministack==1.5.33', 'cfn-lint==1.58.0'];

const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/deploy-test-python', import.meta.url));

/** Fails where this Python will not do. */
const PROBE =
  'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else "older than Python 3.10")';

/** The path of a program in our virtual environment. */
export const pythonProgram = (name: string): string => join(FOLDER, 'bin', name);

/**
 * The name of a Python that will do.
 * @throws {Error} which says what is needed, and what for
 */
export async function findPython(): Promise<string> {
  for (const name of ['python3', 'python']) {
    const works = await runProgram(name, ['-c', PROBE]).catch(() => undefined);
    if (works !== undefined) return name;
  }
  throw new Error(
    'npm run test:deploy needs Python 3.10 or later with venv and pip (Debian: apt install python3-venv): ' +
      'the AWS emulator is a Python program. Nothing else of this project needs it.',
  );
}

/**
 * Makes a virtual environment with the emulator and the linter, unless it is there.
 * A run that was broken off leaves no `complete` file, and the next one starts anew.
 * @throws {Error} when there is no Python, or it is too old
 */
export async function preparePython(): Promise<void> {
  const complete = join(FOLDER, 'complete');
  const wanted = PACKAGES.join(' ');
  if (existsSync(complete) && readFileSync(complete, 'utf8') === wanted) return;
  const python = await findPython();
  say(`installing ${wanted}: about a minute, once`);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  await runProgram(python, ['-m', 'venv', FOLDER]);
  await runProgram(pythonProgram('pip'), ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
  writeFileSync(complete, wanted);
}
