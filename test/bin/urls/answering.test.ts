import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { answering } from '../../../bin/urls/answering.ts';
import { ownUrls } from '../../../bin/urls/urls-text.ts';
import { CALLBACKS } from '../../../functions/callbacks.ts';

/** Six probes in such a minute. */
const MINUTE = { minuteMilliseconds: 60 };

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers each request by the status of its number, and its URLs. */
async function serverOf(statusOf: (request: number) => number) {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(statusOf(requests)).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    'refer-complete': `http://127.0.0.1:${(server.address() as AddressInfo).port}/token/refer-complete`,
  };
}

it('is over after the good minutes that were asked for, and says each', async () => {
  const lines: string[] = [];
  await answering(await serverOf(() => 204), { minutes: 2, say: (line) => lines.push(line), ...MINUTE });
  expect(lines).toEqual([
    'good minute 1 of 2: 1 URL answered each time',
    'good minute 2 of 2: 1 URL answered each time',
  ]);
});

it.each([
  [500, 'no-probe'],
  [404, 'unknown-token'],
])('begins again after a minute in which one answer was %i', async (status, mistake) => {
  const lines: string[] = [];
  const urls = await serverOf((request) => (request === 8 ? status : 204));
  await answering(urls, { minutes: 2, say: (line) => lines.push(line), ...MINUTE });
  expect(lines.map((line) => line.slice(0, 13))).toEqual([
    'good minute 1',
    'bad minute: r',
    'good minute 1',
    'good minute 2',
  ]);
  expect(lines[1]).toBe(`bad minute: refer-complete (${mistake})`);
});

it('gives up after an hour without them', async () => {
  const urls = { 'refer-complete': 'http://127.0.0.1:9/token/refer-complete' };
  const lines: string[] = [];
  await expect(
    answering(urls, { minutes: 1, say: (line) => lines.push(line), minuteMilliseconds: 6 }),
  ).rejects.toThrow('Not 1 good minute in a row within 60: DNS stays where it is.');
  expect(lines).toHaveLength(60);
  expect(new Set(lines)).toEqual(new Set(['bad minute: refer-complete (no-answer)']));
});

it('asks at the own address of a stack whose URLs are those of a domain, and only where a caller waits', () => {
  const urls = Object.fromEntries(
    CALLBACKS.map(({ name }) => [name, `https://calls.example.com/t/${name}`]),
  ) as never;
  const own = ownUrls(urls, { RegionalUrl: 'https://abc.execute-api.us-east-1.amazonaws.com' });
  expect(own['refer-complete']).toBe('https://abc.execute-api.us-east-1.amazonaws.com/t/refer-complete');
  expect(own).not.toHaveProperty('disconnect');
  expect(ownUrls(urls, {})['refer-complete']).toBe('https://calls.example.com/t/refer-complete');
});
