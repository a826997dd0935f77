import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keptToken } from '../../../bin/local/callback-token.ts';
import { startLocalServer } from '../../../bin/local/server.ts';
import { Failure } from '../../../bin/usage/usage-error.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import referSuccess from '../../fixtures/refer-success.json' with { type: 'json' };

let folder: string;
let data: string;
let umask: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
  data = join(folder, 'data');
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true });
});

const start = () =>
  startLocalServer({
    port: 0,
    token: 'secret',
    policy: parsePolicy({}),
    tableName: 'outcomes',
    dataDirectory: data,
  });

/** Starts a server, has it answer a callback, and ends it. */
async function serveOnce(): Promise<void> {
  const server = await start();
  const body = JSON.stringify(referSuccess);
  const { status } = await fetch(`${server.baseUrl}/secret/refer-complete`, { method: 'POST', body });
  expect(status).toBe(200);
  await server.close();
}

/** Everything below a folder: files with their text, links with their target. */
const contentOf = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => {
      const at = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) return [at, readlinkSync(at)];
      return [at, entry.isFile() ? readFileSync(at, 'utf8') : 'a folder'];
    }),
  );

const modeOf = (...names: string[]): string => (statSync(join(data, ...names)).mode & 0o777).toString(8);

describe('what a user keeps in the data folder', () => {
  test('is there after a run, whatever its name', async () => {
    const folders = ['functions', 'functions/refer-complete', 'lib', 'functions-old', '.git'];
    for (const name of folders) {
      mkdirSync(join(data, name), { recursive: true });
      writeFileSync(join(data, name, 'handler.ts'), 'of the user');
    }
    const before = contentOf(data);
    chmodSync(data, 0o755);
    await serveOnce();
    expect(contentOf(data)).toMatchObject(before);
    expect(readdirSync(data).toSorted()).toEqual(['.git', 'dynamodb', 'functions', 'functions-old', 'lib']);
    expect(modeOf()).toBe('755');
  });

  test('a link of the name of a bundle is not followed', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'keep'), 'of the user');
    mkdirSync(data);
    symlinkSync(elsewhere, join(data, 'functions'));
    await serveOnce();
    expect(contentOf(elsewhere)).toEqual({ [join(elsewhere, 'keep')]: 'of the user' });
  });
});

describe('what is in our place and none of ours is told by its path, and left as it is:', () => {
  test.each<[string, () => void]>([
    ['a log that is named like one of LevelDB', () => put('dynamodb/20261121.log', 'of the user')],
    ['a LOG', () => put('dynamodb/LOG', 'of the user')],
    ['a CURRENT', () => put('dynamodb/CURRENT', 'of the user')],
    ['a database behind a link', () => link('dynamodb', '../d', 'd/1.ldb')],
    ['an address of another program', () => put('outcomes-address.json', '{"endpoint":"x"}')],
    [
      'an address with more',
      () => put('outcomes-address.json', '{"endpoint":"x","tableName":"y","password":"z"}'),
    ],
    ['notes', () => put('outcomes-address.json', 'of the user')],
    ['notes behind a link', () => link('outcomes-address.json', '../notes', 'notes')],
  ])('%s', async (_what, prepare) => {
    mkdirSync(data);
    prepare();
    const before = contentOf(folder);
    const failed = start();
    await expect(failed).rejects.toThrow(Failure);
    await expect(failed).rejects.toThrow(
      /is not of this program.*Move it away, or choose another .*DATA_DIR=/,
    );
    expect(contentOf(folder)).toMatchObject(before);
  });

  test.each<[string, () => void]>([
    ['a file for the database', () => put('dynamodb', 'of the user')],
    ['a folder for the address', () => put('outcomes-address.json/keep', 'of the user')],
    ['a link to nowhere', () => symlinkSync('nowhere', join(data, 'outcomes-address.json'))],
  ])('%s', async (_what, prepare) => {
    mkdirSync(data);
    prepare();
    const before = contentOf(folder);
    const failed = start();
    await expect(failed).rejects.toThrow(Failure);
    await expect(failed).rejects.toThrow(/data cannot be used \(\w+\)\. Choose another/);
    expect(contentOf(folder)).toMatchObject(before);
    expect(existsSync(join(data, 'nowhere'))).toBe(false);
  });

  function link(name: string, target: string, file: string): void {
    put(`../${file}`, 'of the user');
    symlinkSync(target, join(data, name));
  }

  function put(name: string, text: string): void {
    const file = join(data, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
});

test('what a server that was killed left behind is no hindrance', async () => {
  await serveOnce();
  writeFileSync(
    join(data, 'outcomes-address.json'),
    '{"endpoint":"http://127.0.0.1:1","tableName":"outcomes"}',
  );
  await serveOnce();
  writeFileSync(join(data, 'outcomes-address.json'), '');
  await serveOnce();
  expect(readdirSync(data)).toEqual(['dynamodb']);
});

describe('of what we keep, others can read nothing, whatever the umask:', () => {
  test('what is made', async () => {
    keptToken(data);
    const server = await start();
    expect([modeOf(), modeOf('dynamodb')]).toEqual(['700', '700']);
    for (const file of ['callback-token', 'outcomes-address.json']) expect(modeOf(file), file).toBe('600');
    await server.close();
  });

  test('what an earlier version made', async () => {
    await serveOnce();
    chmodSync(join(data, 'dynamodb'), 0o755);
    const server = await start();
    expect(modeOf('dynamodb')).toBe('700');
    await server.close();
  });
});
