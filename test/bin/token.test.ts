import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { PROJECT, runProgram } from './program.ts';

const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder with a cdk.json: that of this project unless a text is given. */
function folderWith(cdkJson = readFileSync(`${PROJECT}/cdk.json`, 'utf8')): string {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  folders.push(folder);
  writeFileSync(join(folder, 'cdk.json'), cdkJson);
  return folder;
}

const run = (options: readonly string[], folder = PROJECT) => runProgram('token.ts', {}, options, folder);

const textOf = (folder: string, file = 'cdk.json'): string => readFileSync(join(folder, file), 'utf8');
const contextOf = (folder: string) => JSON.parse(textOf(folder).replace('\ufeff', '')).context;
const sha256 = (token: string): string => createHash('sha256').update(token.trim()).digest('hex');
const withHashes = (hashes: string) => `{ "context": { "prod": { "callbackTokenSha256": ${hashes} } } }`;
const PROD = 'callback-token-prod.txt';

test('prints a token, its SHA-256 and the line that deploys it', async () => {
  const { code, stdout, stderr } = await run([]);
  const token = /token {4}(\S+)/.exec(stdout)?.[1] ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(stdout).toContain(`SHA-256  ${sha256(token)}\n`);
  expect(stdout).toContain(`npx cdk deploy -c callbackTokenSha256=${sha256(token)}\n`);
  expect(stdout).toContain('<old hash>,<new hash>');
  expect(stdout).toMatch(/into\s+each URL that the deployment prints/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('--quiet prints a token of 256 bits and nothing else, and no two are alike', async () => {
  const tokens = [(await run(['--quiet'])).stdout, (await run(['--quiet'])).stdout];
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}\n$/);
  expect(new Set(tokens).size).toBe(2);
});

test.each([
  [['token'], 'too many arguments'],
  [['--stage', 'dev'], 'only with --save'],
  [['--replace'], 'only with --save'],
  [['--save', '--quiet'], 'choose one'],
  [['--save', '--stage', 'pord'], 'did you mean "prod"?'],
  [['--save', '--stage'], '--stage'],
])('%j is one line and exit 2', async (options, told) => {
  const { code, stdout, stderr } = await run(options, folderWith());
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toContain(told);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

describe('--save', () => {
  it('adds the hash to cdk.json, and nothing else; writes the token to a file of its owner', async () => {
    const folder = folderWith();
    chmodSync(join(folder, 'cdk.json'), 0o640);
    const before = textOf(folder).split('\n');
    const { code, stdout, stderr } = await run(['--save'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const token = textOf(folder, PROD);
    expect(token).toMatch(/^[\w-]{43}\n$/);
    expect(statSync(join(folder, PROD)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'cdk.json')).mode & 0o777).toBe(0o640);
    const settings = { stage: 'prod', callbackTokenSha256: [sha256(token)] };
    expect(readSettings(contextOf(folder))).toMatchObject(settings);
    for (const command of ['npx cdk deploy', 'npx bandwidth-call-recovery urls'])
      expect(stdout).toContain(`${command}\n`);
    expect(stdout).not.toContain(token.trim());
    expect(readdirSync(folder).sort()).toEqual(['.gitignore', PROD, 'cdk.json']);
    const after = textOf(folder).split('\n');
    const gone = before.filter((line) => !after.includes(line));
    const added = after.filter((line) => !before.includes(line));
    expect([after.length - before.length, added.length]).toEqual([5, 6]);
    expect(gone.map((line) => `${line},`)).toEqual(added.slice(0, 1));
  });

  it.each([
    ['of this project', undefined],
    ['in a folder without .gitignore', ''],
    ['in a folder whose .gitignore ends in the middle of a line', 'node_modules\r\ncdk.out'],
  ])('git ignores what it writes, %s', async (_where, gitignore) => {
    const folder = gitignore === undefined ? PROJECT : folderWith();
    if (gitignore !== undefined) {
      execFileSync('git', ['init', '--quiet'], { cwd: folder });
      if (gitignore !== '') writeFileSync(join(folder, '.gitignore'), gitignore);
      await run(['--save'], folder);
      await run(['--save'], folder);
      expect(textOf(folder, '.gitignore').match(/callback-token/g)).toHaveLength(1);
    }
    const written = [PROD, 'callback-token-dev-0123abcd.txt', `${PROD}.new`];
    const names = [...written, ...(gitignore ? ['cdk.out'] : [])];
    const ignored = execFileSync('git', ['check-ignore', ...names], { cwd: folder, encoding: 'utf8' });
    expect(ignored.trim().split('\n')).toEqual(names);
  });

  it.each([
    ['keeps both hashes while tokens are changed', [], 'stays valid'],
    ['drops the hashes before by --replace', ['--replace'], 'It stops working with the next deployment.'],
  ])('%s; no file is overwritten', async (_what, options, told) => {
    const folder = folderWith();
    await run(['--save'], folder);
    const first = textOf(folder, PROD);
    const { stdout } = await run(['--save', ...options], folder);
    const second = sha256(textOf(folder, PROD));
    const former = `callback-token-prod-${sha256(first).slice(0, 8)}.txt`;
    expect(textOf(folder, former)).toBe(first);
    expect(statSync(join(folder, former)).mode & 0o777).toBe(0o600);
    for (const words of [former, told]) expect(stdout).toContain(words);
    const hashes = options.length > 0 ? [second] : [sha256(first), second];
    expect(readSettings(contextOf(folder)).callbackTokenSha256).toEqual(hashes);
  });

  it('--stage chooses the object; without it, the stage of cdk.json', async () => {
    const folder = folderWith();
    const { stdout } = await run(['--save', '--stage', 'dev'], folder);
    expect(Object.keys(contextOf(folder))).not.toContain('prod');
    const hash = sha256(textOf(folder, 'callback-token-dev.txt'));
    expect(contextOf(folder).dev.callbackTokenSha256).toEqual([hash]);
    expect(stdout).toContain('npx cdk deploy -c stage=dev\n');
    expect(stdout).toContain('npx bandwidth-call-recovery urls --stack CallRecovery-dev\n');
    const dev = folderWith('{ "context": { "stage": "dev" } }');
    await run(['--save'], dev);
    expect(contextOf(dev).dev.callbackTokenSha256).toHaveLength(1);
  });

  it.each<[string, string, string[]?]>([
    ['a list of hashes', withHashes(JSON.stringify([HASH, OTHER_HASH])), [HASH, OTHER_HASH]],
    ['a comma text', withHashes(`"${HASH}, ${OTHER_HASH}"`), [HASH, OTHER_HASH]],
    ['one text', withHashes(`"${HASH}"`), [HASH]],
    ['an empty list', withHashes('[]')],
    ['an empty text', withHashes('""')],
    ['other settings', '{ "context": { "prod": { "canary": false } } }'],
    ['no context', '{ "app": "x" }'],
    ['nothing', '{}'],
    ['tabs and line ends of Windows', '{\r\n\t"context": {\r\n\t\t"a:b": true\r\n\t}\r\n}\r\n'],
    ['a byte order mark', '\ufeff{\n  "context": {}\n}\n'],
  ])('adds to a cdk.json with %s', async (_what, text, kept = []) => {
    const folder = folderWith(text);
    expect((await run(['--save'], folder)).code).toBe(0);
    const hash = sha256(textOf(folder, PROD));
    const { prod } = contextOf(folder);
    expect(prod.callbackTokenSha256).toEqual([...kept, hash]);
    expect('canary' in prod).toBe(text.includes('canary'));
    expect(textOf(folder).startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
    if (text.includes('\r')) expect(textOf(folder).replaceAll(/\r\n\t*/g, '')).not.toMatch(/[\r\n\t]/);
  });

  it.each([
    ['is broken', '{ "context": { ', 'cdk.json is not JSON'],
    ['is empty', '', 'cdk.json is not JSON'],
    ['is a list', '[]', 'cdk.json must be an object'],
    ['has a context that is a text', '{ "context": "x" }', 'context of cdk.json must be an object'],
    [
      'has a stage that is a list',
      '{ "context": { "prod": [] } }',
      'context.prod of cdk.json must be an object',
    ],
    [
      'has a stage that is null',
      '{ "context": { "prod": null } }',
      'context.prod of cdk.json must be an object',
    ],
    ['has no such stage', '{ "context": { "stage": "deb" } }', 'did you mean "dev"?'],
    ['has a bad hash', withHashes('"x"'), 'hash 1 is not'],
    ['has a hash for all stages', `{ "context": { "callbackTokenSha256": "${HASH}" } }`, 'wins over'],
    ['has a stage twice', '{ "context": { "prod": {}, "prod": { "canary": true } } }', 'a key in it twice'],
    ['has the hashes twice', withHashes(`[], "callbackTokenSha256": ["${HASH}"]`), 'twice'],
  ])('leaves a cdk.json alone that %s, and says so', async (_what, text, told) => {
    const folder = folderWith(text);
    const { code, stdout, stderr } = await run(['--save'], folder);
    for (const words of [told, 'Nothing was changed.']) expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(textOf(folder)).toBe(text);
    expect(readdirSync(folder)).toEqual(['cdk.json']);
  });

  it('--replace gets rid of a bad hash', async () => {
    const folder = folderWith(withHashes('"x"'));
    await run(['--save', '--replace'], folder);
    expect(readSettings(contextOf(folder)).callbackTokenSha256).toHaveLength(1);
  });

  it('without a cdk.json says where it was looked for', async () => {
    const folder = folderWith();
    rmSync(join(folder, 'cdk.json'));
    const { code, stderr } = await run(['--save'], folder);
    expect(stderr).toMatch(/no such file .+cdk\.json.+Nothing was changed\.\n$/);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});
