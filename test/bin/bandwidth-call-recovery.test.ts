import { spawnSync } from 'node:child_process';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePolicy } from '../../lib/policy/parse.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { CONTEXT } from '../lib/stack-template.ts';
import { PROJECT, spawnProgram } from './program.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** An empty folder; with what this project has installed, unless it is bare. */
function emptyFolder(isBare = false): string {
  const folder = mkdtempSync(join(tmpdir(), 'npx-'));
  folders.push(folder);
  if (!isBare) symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const run = (options: readonly string[], folder = PROJECT) =>
  spawnProgram('bandwidth-call-recovery.ts', {}, options, folder);

describe('npx bandwidth-call-recovery', () => {
  it.each([[[]], [['--help']], [['-h']]])('%j lists the commands', async (options) => {
    const { code, stdout, stderr } = await run(options);
    for (const name of ['init', 'token', 'explain', 'urls', 'outcomes'])
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('runs a command with what is after its name', async () => {
    const { code, stdout, stderr } = await run(['token', '--quiet']);
    expect(stdout).toMatch(/^[\w-]{43}\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await run(['token', '--nonsense'])).toMatchObject({
      code: 2,
      stderr: "unknown option '--nonsense'\n",
    });
  });

  it('has every program that npm runs for people, and the same one', async () => {
    const { stdout } = await run([]);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) +\w/gm)].map(([, name = '']) => name);
    const programs = Object.entries(packageJson.scripts).flatMap(([name, script]) =>
      /^node bin\/run\.js [^&]+$/.test(script) ? [name] : [],
    );
    expect(programs.length).toBeGreaterThan(8);
    expect(listed).toEqual(expect.arrayContaining(programs));
    for (const name of listed) {
      const { code, stdout: help } = await run([name, '--help']);
      expect({ code, help }).toEqual({
        code: 0,
        help: expect.stringMatching(new RegExp(`^Usage: npx bandwidth-call-recovery ${name}\\b`)),
      });
    }
  });

  it('is how every program of the package is spelled in what they print', () => {
    const people = Object.keys(packageJson.scripts).filter(
      (name) => !/^(?:build|prepack|bench.*|fuzz|format|lint|types|test.*)$/.test(name),
    );
    const byNpm = new RegExp(`npm (?:run (?:-s |--silent )?(?:${people.join('|')})\\b(?!:)|start\\b)`);
    const sources = ['bin', 'lib', 'functions'].flatMap((door) =>
      globSync(`${door}/**/*.{ts,js,html}`, { cwd: PROJECT }),
    );
    expect(sources.filter((file) => byNpm.test(readFileSync(join(PROJECT, file), 'utf8')))).toEqual([]);
  });

  it('is what npx finds in a checkout, in any folder of it, without a question', () => {
    const { status, stdout, stderr } = spawnSync('npx', ['bandwidth-call-recovery', 'token', '--quiet'], {
      cwd: join(PROJECT, 'docs'),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]{43}\n$/);
  });

  it.each([
    ['tokn', 'Did you mean "token"?'],
    ['constructor', 'There is no command "constructor".'],
  ])('%s is no command', async (name, told) => {
    const { code, stdout, stderr } = await run([name]);
    expect(stderr).toContain(told);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('init', () => {
  const FILES = ['README.md', 'app.mjs', 'cdk.json', 'recovery.json'];
  const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

  it('writes an app with the flags that CDK recommends, a policy that is valid, and ten lines to read', async () => {
    const folder = emptyFolder();
    const { code, stdout, stderr } = await run(['init'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(folder).sort()).toEqual([...FILES, 'node_modules'].sort());
    for (const name of FILES) expect(stdout).toContain(name);
    expect(JSON.parse(read(folder, 'cdk.json'))).toEqual({ app: 'node app.mjs', context: CONTEXT });
    const policy = JSON.parse(read(folder, 'recovery.json'));
    expect(parsePolicy(policy).routes).toHaveLength(1);
    expect(policy.$schema).toBe('node_modules/bandwidth-call-recovery/docs/recovery.schema.json');
    expect(read(folder, 'README.md').trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(stdout).not.toContain('npm install');
  });

  it.each(FILES)('overwrites no %s, and writes no other file then', async (name) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, name), 'mine');
    const { code, stdout, stderr } = await run(['init'], folder);
    expect(stderr).toBe(`${name} is here already. Nothing was written: choose another folder.\n`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readdirSync(folder).sort()).toEqual([name, 'node_modules'].sort());
    expect(read(folder, name)).toBe('mine');
  });

  it('says what to install where nothing is', async () => {
    const folder = emptyFolder(true);
    const { code, stderr } = await run(['init'], folder);
    expect(stderr).toMatch(/^aws-cdk-lib is not installed .+npm install bandwidth-call-recovery\n$/);
    expect({ code, left: readdirSync(folder) }).toEqual({ code: 1, left: [] });
  });

  it('names the command of CDK among what is to be done, where it is not installed', async () => {
    const folder = emptyFolder(true);
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(PROJECT, 'node_modules/aws-cdk-lib'), join(folder, 'node_modules/aws-cdk-lib'));
    const { stdout } = await run(['init'], folder);
    expect(stdout).toContain('\n  npm install --save-dev aws-cdk@2\n');
  });
});
