import { spawnSync } from 'node:child_process';
import {
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
import { afterAll, expect, it } from 'vitest';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { CONTEXT } from '../lib/stack-template.ts';
import { PROJECT, runProgram } from './program.ts';

const MADE = ['app.mjs', 'cdk.json', 'policy.test.mjs', 'recovery.json'];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** An empty folder; with what this project has installed, unless it is bare. */
function emptyFolder(isBare = false): string {
  const folder = mkdtempSync(join(tmpdir(), 'init-'));
  folders.push(folder);
  if (!isBare) symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const run = (folder: string) => runProgram('init.ts', {}, [], folder);
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

it('writes an app with the flags that CDK recommends, a policy that is valid, and a page to read', async () => {
  const folder = emptyFolder();
  const { code, stdout, stderr } = await run(folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const written = [...MADE, '.gitignore', 'README.md', 'package.json'];
  expect(readdirSync(folder).sort()).toEqual([...written, 'node_modules'].sort());
  for (const name of written) expect(stdout).toContain(name);
  expect(JSON.parse(read(folder, 'cdk.json'))).toEqual({ app: 'node app.mjs', context: CONTEXT });
  const policy = JSON.parse(read(folder, 'recovery.json'));
  expect(parsePolicy(policy).routes).toHaveLength(1);
  expect(policy.$schema).toBe('node_modules/bandwidth-call-recovery/docs/recovery.schema.json');
  expect(read(folder, 'README.md').trim().split('\n').length).toBeLessThanOrEqual(20);
  expect(stdout).not.toContain('npm install');
});

it('tells the steps in the order in which one does them, and the page has the same', async () => {
  const folder = emptyFolder();
  const { stdout } = await run(folder);
  for (const text of [stdout, read(folder, 'README.md')]) {
    const said = [
      'destinations',
      'bandwidth-call-recovery start',
      'token --save',
      'cdk deploy',
      'connect --app',
    ];
    const places = said.map((word) => text.indexOf(word));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  }
});

it('works in a fresh clone, whose own files stay', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, '.git'));
  const own = { 'README.md': '# Mine', LICENSE: 'MIT', '.gitignore': '*.log\r\n/node_modules' };
  for (const [name, text] of Object.entries(own)) writeFileSync(join(folder, name), text);
  const scripts = { start: 'mine', test: 'echo "Error: no test specified" && exit 1' };
  const kept = { name: 'calls', scripts, type: 'commonjs' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(kept));
  const { code, stdout } = await run(folder);
  expect(code).toBe(0);
  expect(stdout).not.toContain('README');
  expect(read(folder, 'README.md')).toBe('# Mine');
  expect(read(folder, '.gitignore')).toBe(
    '*.log\r\n/node_modules\ncdk.out/\n.data/\ncallback-token-*.txt*\n',
  );
  expect(JSON.parse(read(folder, 'package.json'))).toEqual({
    ...kept,
    scripts: { start: 'mine', test: 'node --test', deploy: 'cdk deploy' },
  });
});

it('brings a test that fails with the mistakes of the policy', async () => {
  const folder = emptyFolder();
  await run(folder);
  // Without the package, which is built, its name stands for the sources.
  const test = read(folder, 'policy.test.mjs').replace(
    "'bandwidth-call-recovery'",
    `'${PROJECT}lib/index.ts'`,
  );
  writeFileSync(join(folder, 'policy.test.mjs'), test);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const tested = () => spawnSync(process.execPath, ['--test'], { cwd: folder, env, encoding: 'utf8' });
  expect(tested().status).toBe(0);
  writeFileSync(join(folder, 'recovery.json'), '{ "routes": [{ "nam": "office" }] }');
  const { status, stdout } = tested();
  expect(status).toBe(1);
  expect(stdout).toContain('mistakes in the policy file recovery.json');
});

it.each(MADE)('overwrites no %s, and writes no other file then', async (name) => {
  const folder = emptyFolder();
  writeFileSync(join(folder, name), 'mine');
  const { code, stdout, stderr } = await run(folder);
  expect(stderr).toBe(`${name} is here already. Nothing was written: choose another folder.\n`);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(readdirSync(folder).sort()).toEqual([name, 'node_modules'].sort());
  expect(read(folder, name)).toBe('mine');
});

it('writes nothing beside a package.json that is not JSON', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'package.json'), '{');
  const { code, stderr } = await run(folder);
  expect(stderr).toMatch(/^package\.json is not JSON: .*\. Nothing was written\.\n$/);
  expect({ code, left: readdirSync(folder).sort() }).toEqual({
    code: 1,
    left: ['node_modules', 'package.json'],
  });
});

it('says what to install where nothing is', async () => {
  const folder = emptyFolder(true);
  const { code, stderr } = await run(folder);
  expect(stderr).toMatch(/^aws-cdk-lib is not installed .+npm install bandwidth-call-recovery\n$/);
  expect({ code, left: readdirSync(folder) }).toEqual({ code: 1, left: [] });
});

it('names the command of CDK among what is to be done, where it is not installed', async () => {
  const folder = emptyFolder(true);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(PROJECT, 'node_modules/aws-cdk-lib'), join(folder, 'node_modules/aws-cdk-lib'));
  const { stdout } = await run(folder);
  expect(stdout).toContain('\n     npm install --save-dev aws-cdk@2\n');
});
