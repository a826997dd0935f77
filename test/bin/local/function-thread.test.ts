import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FunctionThread, functionThread } from '../../../bin/local/function-thread.ts';

const HANDLER = `
let calls = 0;
export const handler = async (event, context) => {
  calls += 1;
  switch (event.rawPath) {
    case 'throw': throw new Error('no luck');
    case 'throw text': throw 'a text';
    case 'exit': process.exit(3);
    case 'leak': Promise.reject(new Error('nobody awaits')); return new Promise(() => {});
    case 'hang': return new Promise(() => {});
    case 'wait': await new Promise((resolve) => setTimeout(resolve, 50));
    case 'log': process.stdout.write('{"level":"INFO"}\\n'); console.error('to stderr');
  }
  const { functionName: name, awsRequestId: id } = context;
  return { calls, event, mark: process.env.MARK, name, id, left: context.getRemainingTimeInMillis() };
};`;

let folder: string;
let running: FunctionThread | undefined;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thread-'));
  lines = [];
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  rmSync(folder, { recursive: true });
});

/** Writes a module, and gives what calls its handler. */
function start(code = HANDLER, timeoutMs = 20_000): (rawPath: string) => Promise<unknown> {
  const file = join(folder, 'handler.mjs');
  writeFileSync(file, code);
  const handlerUrl = pathToFileURL(file).href;
  const thread = functionThread({
    timeoutMs,
    environment: { MARK: 'its own' },
    onLogLine: (line) => lines.push(line),
  });
  running = thread;
  return (rawPath) =>
    thread.invoke({ name: 'refer-complete', handlerUrl, event: { rawPath } as APIGatewayProxyEventV2 });
}

test('gives event, context and an environment of its own', async () => {
  const invoke = start();
  const result = (await invoke('fine')) as Record<string, unknown>;
  expect(result).toMatchObject({ event: { rawPath: 'fine' }, mark: 'its own', name: 'refer-complete' });
  expect(result.id).toMatch(/^[\da-f-]{36}$/);
  expect(result.left).toBeGreaterThan(10_000);
  expect(result.left).toBeLessThanOrEqual(20_000);
  expect(process.env.MARK).toBeUndefined();
});

test('takes many calls at a time, each its own answer', async () => {
  const invoke = start();
  const paths = Array.from({ length: 50 }, (_, index) => (index % 2 ? 'wait' : `fine ${index}`));
  const results = (await Promise.all(paths.map(invoke))) as { event: { rawPath: string } }[];
  expect(results.map(({ event }) => event.rawPath)).toEqual(paths);
});

test.each([
  ['throw', 'no luck'],
  ['throw text', 'a text'],
  ['exit', 'the functions broke down'],
  ['leak', 'the functions broke down'],
  ['hang', 'refer-complete took longer than 1000 ms'],
])('a function that does %j fails its call, and the next is served', async (path, message) => {
  const invoke = start(HANDLER, path === 'hang' ? 1000 : 20_000);
  await expect(invoke(path)).rejects.toThrow(message);
  await expect(invoke('fine')).resolves.toMatchObject({ mark: 'its own' });
});

test('hands on every line that is logged', async () => {
  await start()('log');
  await expect.poll(() => lines.toSorted(), { timeout: 20_000 }).toEqual(['to stderr', '{"level":"INFO"}']);
});

test.each([
  ['does not compile', 'export const handler = ;', /./],
  ['throws', 'throw new Error("no table")', /no table/],
  ['ends the process', 'process.exit(0)', /the functions broke down/],
])('each call of a module that %s fails', async (_what, code, message) => {
  const invoke = start(code);
  for (let call = 0; call < 2; call += 1) await expect(invoke('fine')).rejects.toThrow(message);
});

test('a module that does not load fails no other function', async () => {
  const broken = pathToFileURL(join(folder, 'none.mjs')).href;
  const invoke = start();
  const event = { rawPath: 'fine' } as APIGatewayProxyEventV2;
  await expect(running?.invoke({ name: 'answer', handlerUrl: broken, event })).rejects.toThrow(/none\.mjs/);
  await expect(invoke('fine')).resolves.toMatchObject({ calls: 1, name: 'refer-complete' });
});
