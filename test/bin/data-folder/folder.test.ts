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
import { findAddress } from '../../../bin/data-folder/address-file.ts';
import { keptToken } from '../../../bin/data-folder/callback-token.ts';
import referSuccess from '../../../bin/documented-events/refer-success.json' with { type: 'json' };
import { startLocalServer } from '../../../bin/local/server.ts';
import { Failure } from '../../../bin/usage/usage-error.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

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

test('what a user keeps in the data folder is there after a run, whatever its name', async () => {
  const elsewhere = join(folder, 'elsewhere');
  for (const name of ['functions/refer-complete', 'functions-old', '.git', '../elsewhere']) {
    mkdirSync(join(data, name), { recursive: true });
    writeFileSync(join(data, name, 'handler.ts'), 'of the user');
  }
  symlinkSync(elsewhere, join(data, 'lib'));
  const before = contentOf(folder);
  chmodSync(data, 0o755);
  await serveOnce();
  expect(contentOf(folder)).toMatchObject(before);
  expect(readdirSync(elsewhere)).toEqual(['handler.ts']);
  expect(readdirSync(data).toSorted()).toEqual(['.git', 'dynamodb', 'functions', 'functions-old', 'lib']);
  expect(modeOf()).toBe('755');
});

describe('what is in our place and none of ours is told by its path, and left as it is:', () => {
  function put(name: string, text: string): void {
    const file = join(data, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }

  function link(name: string, target: string, file: string): void {
    put(`../${file}`, 'of the user');
    symlinkSync(target, join(data, name));
  }

  const ADDRESS = 'outcomes-address.json';
  const NOT_OURS = /is not of this program.*Move it away, or choose another .*DATA_DIR=/;
  const UNUSABLE = /data cannot be used \(\w+\)\. Choose another/;
  test.each<[string, RegExp, () => void]>([
    ['a log that is named like one of LevelDB', NOT_OURS, () => put('dynamodb/20261121.log', 'of the user')],
    ['a CURRENT', NOT_OURS, () => put('dynamodb/CURRENT', 'of the user')],
    ['a database behind a link', NOT_OURS, () => link('dynamodb', '../d', 'd/1.ldb')],
    ['an address of another program', NOT_OURS, () => put(ADDRESS, '{"endpoint":"x"}')],
    ['an address with more', NOT_OURS, () => put(ADDRESS, '{"endpoint":"x","tableName":"y","key":"z"}')],
    ['notes', NOT_OURS, () => put(ADDRESS, 'of the user')],
    ['notes behind a link', NOT_OURS, () => link(ADDRESS, '../notes', 'notes')],
    ['a file for the database', UNUSABLE, () => put('dynamodb', 'of the user')],
    ['a folder for the address', UNUSABLE, () => put(`${ADDRESS}/keep`, 'of the user')],
    ['a link to nowhere', UNUSABLE, () => symlinkSync('nowhere', join(data, ADDRESS))],
  ])('%s', async (_what, message, prepare) => {
    mkdirSync(data);
    prepare();
    const before = contentOf(folder);
    const failed = start();
    await expect(failed).rejects.toThrow(Failure);
    await expect(failed).rejects.toThrow(message);
    expect(contentOf(folder)).toMatchObject(before);
    expect(existsSync(join(data, 'nowhere'))).toBe(false);
    expect(findAddress(data)).toBeUndefined();
  });
});

test('what a server that was killed left behind is no hindrance', async () => {
  const left = join(data, 'outcomes-address.json');
  for (const text of ['{"endpoint":"http://127.0.0.1:1","tableName":"outcomes"}', '']) {
    mkdirSync(data, { recursive: true });
    writeFileSync(left, text);
    await serveOnce();
    expect(readdirSync(data)).toEqual(['dynamodb']);
  }
});

test('of what we keep, others can read nothing, whatever the umask and whatever an earlier version made', async () => {
  keptToken(data);
  mkdirSync(join(data, 'dynamodb'), { mode: 0o755 });
  const server = await start();
  const { baseUrl, endpoint, tableName } = server;
  expect(findAddress(data)).toEqual({ baseUrl, endpoint, tableName });
  expect([modeOf(), modeOf('dynamodb')]).toEqual(['700', '700']);
  for (const file of ['callback-token', 'outcomes-address.json']) expect(modeOf(file), file).toBe('600');
  await server.close();
});
