import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from './program.ts';

const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
const { app } = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8'));

/** Every command of ours that npm or cdk prints, with what is to be typed instead. */
const COMMANDS = [...Object.entries<string>(scripts), ['cdk', app as string] as const].flatMap(
  ([script, command]) => {
    const [, name] = /^node bin\/run\.js ([a-z./]+)/.exec(command) ?? [];
    return name === undefined ? [] : [{ script, name }];
  },
);

/** What Node 24 has in common with Node 20: it reads no TypeScript. */
const WITHOUT_TYPESCRIPT = '--no-experimental-strip-types';

const run = (...given: string[]) => spawnSync(process.execPath, given, { cwd: PROJECT, encoding: 'utf8' });

it('has a program for each command, and nothing runs without it', () => {
  expect(COMMANDS.length).toBeGreaterThan(9);
  for (const { name } of COMMANDS) expect(existsSync(join(PROJECT, 'bin', `${name}.ts`))).toBe(true);
  expect(JSON.stringify(scripts)).not.toMatch(/node bin\/\w+\.ts/);
});

it.each(COMMANDS)('on a Node without TypeScript $name says in a line what to type', ({ script, name }) => {
  const { status, stdout, stderr } = run(WITHOUT_TYPESCRIPT, 'bin/run.js', name, '--help');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^Node [\d.]+ reads no TypeScript; .*\n$/);
  const others: Readonly<Record<string, string>> = { cdk: 'npx cdk', build: 'npm run build' };
  const typed = others[script] ?? `npx bandwidth-call-recovery ${script}`;
  expect(stderr).toContain(`Type: ${typed}`);
});

it('a cdk on a Node without TypeScript passes the line on, without a stack', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'ls'], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: WITHOUT_TYPESCRIPT },
  });
  expect(status).toBe(1);
  expect(stdout + stderr).toContain('Type: npx cdk …\n');
  expect(stdout + stderr).not.toMatch(/^ {4}at /m);
});

it('hands its options to the program', () => {
  const { status, stdout } = run('bin/run.js', 'explain', '--help');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^Usage: npx bandwidth-call-recovery explain /),
  });
});
