import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DESK, firstRefer, firstTransfer, NUMBER, player } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();
const play = player(server);
const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../bin/documented-events/${name}.json`, import.meta.url), 'utf8'));

describe('events have the documented fields', () => {
  test.each([
    ['refer-success', 'answers'],
    ['refer-rejected-405', 'refer 405'],
    ['refer-target-404', 'notify 404'],
    ['refer-notify-timeout', 'refer 202'],
  ])('%s', async (name, word) => {
    await play(firstRefer(), { [DESK]: word });
    const { eventTime, ...documented } = fixture(name);
    expect(server.received).toHaveLength(1);
    const { eventTime: sentTime, ...sent } = server.received[0]?.fields ?? {};
    expect(Object.keys(server.received[0]?.fields ?? {})).toEqual(Object.keys(fixture(name)));
    expect(sent).toEqual({ ...documented, answerTime: '2026-04-30T13:13:37.859Z' });
    expect(sentTime).toMatch(/^2026-04-30T13:1[34]:\d\d\.\d{3}Z$/);
    expect(eventTime).toBeTypeOf('string');
  });

  test.each([
    ['transfer-hangup', 'answers', undefined],
    ['transfer-hangup-enqueued', 'answers', 1.836],
    ['transfer-busy', 'busy', undefined],
  ])('%s', async (name, word, queuedSeconds) => {
    const numbers = { from: '+15551112222', to: '+15553334444', direction: 'outbound' };
    await play(
      firstTransfer(undefined, 'transferCallerId="+15551115555"'),
      { [NUMBER]: word },
      { ...numbers, queuedSeconds },
    );
    const sent = server.received[0]?.fields ?? {};
    const documented = fixture(name);
    expect(Object.keys(sent)).toEqual(Object.keys(documented));
    for (const key of [
      'eventType',
      'transferCallerId',
      'transferTo',
      'cause',
      'errorMessage',
      'from',
      'to',
      'direction',
    ]) {
      expect(sent[key]).toEqual(documented[key]);
    }
  });
});
