import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { PROJECT, startProgram } from './program.ts';

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

async function run(options: readonly string[], folder = PROJECT) {
  const { stdout, stderr, ended } = startProgram('token.ts', {}, options, folder);
  const code = await ended;
  return { code, stdout: stdout(), stderr: stderr() };
}

const textOf = (folder: string, file = 'cdk.json'): string => readFileSync(join(folder, file), 'utf8');
const contextOf = (folder: string) => JSON.parse(textOf(folder).replace('\ufeff', '')).context;
const sha256 = (token: string): string => createHash('sha256').update(token.trim()).digest('hex');

test('prints a token, its SHA-256 and the line that deploys it', async () => {
  const { code, stdout, stderr } = await run([]);
  const token = /token {4}(\S+)/.exec(stdout)?.[1] ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(stdout).toContain(`SHA-256  ${sha256(token)}\n`);
  expect(stdout).toContain(`npx cdk deploy -c callbackTokenSha256=${sha256(token)}\n`);
  expect(stdout).toContain('<old hash>,<new hash>');
  expect(stdout).not.toMatch(/\b(two|six) URLs/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('--quiet prints a token of 256 bits and nothing else', async () => {
  const { code, stdout } = await run(['--quiet']);
  expect(stdout).toMatch(/^[\w-]{43}\n$/);
  expect(Buffer.from(stdout.trim(), 'base64url')).toHaveLength(32);
  expect(code).toBe(0);
});

test('no two tokens are alike', async () => {
  const runs = await Promise.all([run(['--quiet']), run(['--quiet']), run(['--quiet'])]);
  expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(3);
});

test('--help tells what there is, and makes no token', async () => {
  const { code, stdout, stderr } = await run(['--help']);
  for (const option of ['--save', '--stage', '--replace', '--quiet']) expect(stdout).toContain(option);
  expect(stdout).not.toMatch(/[\w-]{43}/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  [['--nonsense'], "'--nonsense'"],
  [['token'], 'too many arguments'],
  [['--stage', 'dev'], 'go with --save'],
  [['--replace'], 'go with --save'],
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
  it('adds the hash to cdk.json and writes the token to a file of its owner', async () => {
    const folder = folderWith();
    const { code, stdout, stderr } = await run(['--save'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const token = textOf(folder, 'callback-token-prod.txt');
    expect(token).toMatch(/^[\w-]{43}\n$/);
    expect(statSync(join(folder, 'callback-token-prod.txt')).mode & 0o777).toBe(0o600);
    expect(readSettings(contextOf(folder))).toMatchObject({
      stage: 'prod',
      callbackTokenSha256: [sha256(token)],
    });
    expect(stdout).toContain('npx cdk deploy\n');
    expect(stdout).toContain('--stack CallRecovery-prod --token-file callback-token-prod.txt\n');
    expect(stdout).not.toContain(token.trim());
    expect(readdirSync(folder).sort()).toEqual(['callback-token-prod.txt', 'cdk.json']);
  });

  it('changes nothing else in cdk.json', async () => {
    const folder = folderWith();
    const before = textOf(folder).split('\n');
    await run(['--save'], folder);
    const after = textOf(folder).split('\n');
    const added = after.filter((line) => !before.includes(line));
    expect(after.length - before.length).toBe(5);
    expect(added).toHaveLength(6);
    expect(before.filter((line) => !after.includes(line)).map((line) => `${line},`)).toEqual(
      added.slice(0, 1),
    );
  });

  it('git ignores what it writes', () => {
    const written = [
      'callback-token-prod.txt',
      'callback-token-dev-0123abcd.txt',
      'callback-token-prod.txt.new',
    ];
    const ignored = execFileSync('git', ['check-ignore', ...written], { cwd: PROJECT, encoding: 'utf8' });
    expect(ignored.trim().split('\n')).toEqual(written);
  });

  it('keeps both tokens while they are changed: none is overwritten', async () => {
    const folder = folderWith();
    await run(['--save'], folder);
    const first = textOf(folder, 'callback-token-prod.txt');
    const { stdout } = await run(['--save'], folder);
    const second = textOf(folder, 'callback-token-prod.txt');
    const former = `callback-token-prod-${sha256(first).slice(0, 8)}.txt`;
    expect(textOf(folder, former)).toBe(first);
    expect(statSync(join(folder, former)).mode & 0o777).toBe(0o600);
    expect(stdout).toContain(former);
    expect(readSettings(contextOf(folder)).callbackTokenSha256).toEqual([sha256(first), sha256(second)]);
  });

  it('--replace drops the hashes before, and still keeps their file', async () => {
    const folder = folderWith();
    await run(['--save'], folder);
    const first = textOf(folder, 'callback-token-prod.txt');
    const { stdout } = await run(['--save', '--replace'], folder);
    const second = textOf(folder, 'callback-token-prod.txt');
    expect(readSettings(contextOf(folder)).callbackTokenSha256).toEqual([sha256(second)]);
    expect(textOf(folder, `callback-token-prod-${sha256(first).slice(0, 8)}.txt`)).toBe(first);
    expect(stdout).toContain('It stops working with the next deployment.');
    expect(stdout).not.toContain('stays valid');
  });

  it('--stage chooses the object; without it, the stage of cdk.json', async () => {
    const folder = folderWith();
    const { stdout } = await run(['--save', '--stage', 'dev'], folder);
    expect(Object.keys(contextOf(folder))).not.toContain('prod');
    expect(contextOf(folder).dev.callbackTokenSha256).toEqual([
      sha256(textOf(folder, 'callback-token-dev.txt')),
    ]);
    expect(stdout).toContain('npx cdk deploy -c stage=dev\n');
    const dev = folderWith('{ "context": { "stage": "dev" } }');
    await run(['--save'], dev);
    expect(contextOf(dev).dev.callbackTokenSha256).toHaveLength(1);
  });

  it.each([
    ['a list', JSON.stringify([HASH, OTHER_HASH]), [HASH, OTHER_HASH]],
    ['a comma text', `"${HASH}, ${OTHER_HASH}"`, [HASH, OTHER_HASH]],
    ['one text', `"${HASH}"`, [HASH]],
    ['an empty list', '[]', []],
    ['an empty text', '""', []],
  ])('adds to the hashes where they are %s', async (_what, hashes, kept) => {
    const folder = folderWith(
      `{\n  "context": { "prod": { "callbackTokenSha256": ${hashes}, "canary": false } }\n}`,
    );
    await run(['--save'], folder);
    const hash = sha256(textOf(folder, 'callback-token-prod.txt'));
    expect(contextOf(folder).prod).toEqual({ callbackTokenSha256: [...kept, hash], canary: false });
  });

  it.each([
    ['no context', '{ "app": "x" }'],
    ['nothing', '{}'],
    ['tabs and line ends of Windows', '{\r\n\t"context": {\r\n\t\t"a:b": true\r\n\t}\r\n}\r\n'],
    ['a byte order mark', '\ufeff{\n  "context": {}\n}\n'],
  ])('takes a cdk.json with %s', async (_what, text) => {
    const folder = folderWith(text);
    const { code } = await run(['--save'], folder);
    expect(code).toBe(0);
    expect(contextOf(folder).prod.callbackTokenSha256).toHaveLength(1);
    expect(textOf(folder).startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
    if (text.includes('\r')) expect(textOf(folder).replaceAll(/\r\n\t*/g, '')).not.toMatch(/[\r\n\t]/);
  });

  it.each([
    ['is broken', '{ "context": { ', 'cdk.json is not JSON'],
    ['is empty', '', 'cdk.json is not JSON'],
    ['is a list', '[]', 'The whole of cdk.json must be an object'],
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
    ['has a hash that is none', '{ "context": { "prod": { "callbackTokenSha256": "x" } } }', 'hash 1 is not'],
    ['has a hash for all stages', `{ "context": { "callbackTokenSha256": "${HASH}" } }`, 'wins over'],
    [
      'has a stage twice',
      '{ "context": { "prod": {}, "prod": { "canary": true } } }',
      'context.prod or a key in it twice',
    ],
    [
      'has the hashes twice',
      `{ "context": { "prod": { "callbackTokenSha256": [], "callbackTokenSha256": ["${HASH}"] } } }`,
      'twice',
    ],
  ])('leaves a cdk.json alone that %s, and says so', async (_what, text, told) => {
    const folder = folderWith(text);
    const { code, stdout, stderr } = await run(['--save'], folder);
    expect(stderr).toContain(told);
    expect(stderr).toContain('Nothing was changed.');
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(textOf(folder)).toBe(text);
    expect(readdirSync(folder)).toEqual(['cdk.json']);
  });

  it('--replace gets rid of a hash that is none', async () => {
    const folder = folderWith('{ "context": { "prod": { "callbackTokenSha256": "x" } } }');
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

  it('keeps the rights of cdk.json', async () => {
    const folder = folderWith();
    chmodSync(join(folder, 'cdk.json'), 0o640);
    await run(['--save'], folder);
    expect(statSync(join(folder, 'cdk.json')).mode & 0o777).toBe(0o640);
  });
});
