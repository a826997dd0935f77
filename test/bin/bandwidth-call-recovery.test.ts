import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { PROJECT, spawnProgram } from './program.ts';

const run = (options: readonly string[]) => spawnProgram('bandwidth-call-recovery.ts', {}, options);

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
