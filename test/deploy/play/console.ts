import { expect, vi } from 'vitest';
import type { CallStory, StreamMessages } from '../../../bin/console/messages.ts';
import { startProgram } from '../../bin/program.ts';
import { say } from '../progress.ts';

/** The clients of AWS find the emulator by these. */
const ofAws = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((each): each is [string, string] => each[0].startsWith('AWS_')),
  );

/** Opens the console of a stack, and checks that it tells the newest calls and what it read for them. */
export async function seeInConsole(stack: string): Promise<void> {
  const program = startProgram('console.ts', ofAws(), ['--stack', stack, '--since', '2h', '--port', '0']);
  try {
    const shows = /(http:\/\/127\.0\.0\.1:\d+)\/ shows the calls/;
    await vi.waitFor(() => expect(program.stdout() + program.stderr()).toMatch(shows), { timeout: 60_000 });
    const [, url] = shows.exec(program.stdout()) ?? [];
    const { calls, table } = await told(`${url}/console/events`);
    const [{ callId } = { callId: '' }] = calls;
    const answer = await fetch(`${url}/console/call?callId=${callId}`);
    expect(((await answer.json()) as CallStory).moments.length).toBeGreaterThan(0);
    expect(table.trouble).toBeUndefined();
    const { readUnits, requests } = table.look ?? { readUnits: 0, requests: 0 };
    expect([readUnits > 0, requests > calls.length]).toEqual([true, true]);
    say(`${calls.length} calls, ${requests} requests, ${readUnits} read units`);
  } finally {
    program.child.kill('SIGTERM');
  }
  expect(await program.ended).toBe(0);
}

/** Reads what a page is told until it has calls and what they took to read. */
async function told(url: string) {
  const messages: Partial<StreamMessages> = {};
  const controller = new AbortController();
  const { body } = await fetch(url, { signal: controller.signal });
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const whole = text.slice(0, text.lastIndexOf('\n\n') + 1);
    for (const [, name = '', json = ''] of whole.matchAll(/^event: (\w+)\ndata: (.*)$/gm))
      Object.assign(messages, { [name]: JSON.parse(json) });
    if (messages.calls?.length && messages.table?.look) break;
  }
  controller.abort();
  return messages as StreamMessages;
}
