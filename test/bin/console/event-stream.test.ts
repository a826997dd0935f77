import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlayStarted } from '../../../bin/console/messages.ts';
import { type ConsoleServer, eventOf, type Rows, row, startConsoleServer, TOKEN } from './console-server.ts';

let rows: Rows;
let served: ConsoleServer;
let leave: AbortController;
beforeEach(async () => {
  rows = new Map([['c-1', [row('c-1', { from: `sip:${TOKEN}@example.com` })]]]);
  served = await startConsoleServer(rows);
  leave = new AbortController();
});
afterEach(async () => {
  leave.abort();
  await served.close();
});

/** Opens the stream; what it has brought so far. */
async function open(): Promise<() => string> {
  const { body } = await fetch(`${served.baseUrl}/console/events`, { signal: leave.signal });
  let text = '';
  const decoder = new TextDecoder();
  void (async () => {
    for await (const chunk of body ?? []) text += decoder.decode(chunk);
  })().catch(() => undefined);
  return () => text;
}

test('brings calls as they are answered, without the token', async () => {
  const text = await open();
  await expect.poll(text).toContain('event: hello\ndata: {"mostCalls":');
  served.console.answered(eventOf('c-1'), 200);
  await expect.poll(text).toContain('event: calls\ndata: [{"callId":"c-1","from":"sip:{token}@example.com"');
  expect(text()).not.toContain(TOKEN);
});

test('brings who comes later what was there before', async () => {
  served.console.answered(eventOf('c-1'), 200);
  await expect.poll(await open()).toContain('"callId":"c-1"');
  await expect.poll(await open()).toContain('"callId":"c-1"');
});

test('does not look for what was refused or is no event of a call', async () => {
  rows.set('c-2', [row('c-2')]);
  const text = await open();
  served.console.answered(eventOf('c-1'), 404);
  served.console.answered({ ...eventOf('c-1'), body: 'no JSON' }, 200);
  served.console.answered(eventOf('c-2'), 200);
  await expect.poll(text).toContain('"callId":"c-2"');
  expect(text()).not.toContain('"callId":"c-1"');
});

test('looks again for what was stored late', async () => {
  const text = await open();
  served.console.redriven({ Records: [{ body: JSON.stringify(row('c-1')) }, { body: 'no item' }] } as never);
  await expect.poll(text).toContain('"callId":"c-1"');
});

test('reads the calls of the last day on request', async () => {
  const text = await open();
  const earlier = await fetch(`${served.baseUrl}/console/earlier`);
  expect(await earlier.json()).toEqual({ callCount: 1, sinceEpochMilliseconds: expect.any(Number) });
  await expect.poll(text).toContain('"callId":"c-1"');
});

const ENDED = 'Not needed: connected. The call had 0 hand-offs.';

test('a played call is told to its end, also where the server answers it with nothing', async () => {
  const text = await open();
  const started = await fetch(`${served.baseUrl}/console/play`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: served.baseUrl },
    body: JSON.stringify({ scenario: 'conversations', index: 0 }),
  });
  const { callId } = (await started.json()) as PlayStarted;
  await expect.poll(text).toContain(`{"callId":"${callId}","text":"${ENDED}","isOver":true}`);
  expect(text()).toContain('answered 404');
});
