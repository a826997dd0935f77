import { describe, expect, test } from 'vitest';
import { timelineText } from '../../../bin/simulator/print/timeline-text.ts';
import { only } from '../../../bin/simulator/timeline.ts';
import { DESK, firstRefer, firstTransfer, NUMBER, playAgainst, player, stubCall } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();
const play = player(server);

describe('URLs and transport', () => {
  test('relative URLs are resolved against the URL that was called', async () => {
    server.reply = (_, index) =>
      index === 0
        ? `<Refer referCompleteUrl="refer-complete?attempt=2"><SipUri>${DESK}</SipUri></Refer>`
        : '';
    await play(firstRefer(), { [DESK]: 'busy' });
    expect(server.received.map(({ path }) => path)).toEqual([
      'refer-complete?destination=sip%3Aalice%40example.com',
      'refer-complete?attempt=2',
    ]);
  });

  test('GET sends the fields beside the parameters of the URL, every one a text', async () => {
    await play(
      firstRefer(),
      { [DESK]: 'busy' },
      { transport: { get: true, barePlus: false, duplicate: 'none', reorderStatus: false } },
    );
    expect(server.received[0]).toMatchObject({
      method: 'GET',
      fields: { destination: DESK, referSipResponseCode: '202', from: 'sip:bob@customer.example.com' },
    });
  });

  test('GET with a + that nobody escaped reads as a space; the parameters of the URL stay as they are', async () => {
    const transport = { get: true, barePlus: true, duplicate: 'none', reorderStatus: false };
    await play(firstRefer(), { [DESK]: 'busy' }, { transport, to: '+15553334444' });
    expect(server.received[0]?.fields).toMatchObject({ to: ' 15553334444', destination: DESK });
  });

  test('a caller who leaves while the server answers hears none of it', async () => {
    server.reply = () => '<SpeakSentence>Hello?</SpeakSentence>';
    const timeline = await play(
      firstRefer(),
      { [DESK]: 'busy' },
      { hangsUp: { during: 'answer', number: 1 } },
    );
    expect(server.received).toHaveLength(1);
    expect(only(timeline, 'heard')).toEqual([]);
    expect(timeline.ending).toEqual({ how: 'caller-left', why: 'while the server answered' });
  });

  test.each(['after', 'at-once'] as const)('duplicates %s: the same request twice', async (duplicate) => {
    const timeline = await play(
      firstRefer(),
      { [DESK]: 'busy' },
      { transport: { get: false, barePlus: false, duplicate, reorderStatus: false } },
    );
    expect(server.received).toHaveLength(2);
    expect(server.received[1]).toEqual(server.received[0]);
    expect(only(timeline, 'callback')[0]?.repeats).toHaveLength(1);
  });

  test('status events: disconnect at the end, or all of them late and in reverse', async () => {
    const leg = `<PhoneNumber transferDisconnectUrl="{callbacks}/transfer-disconnect">${NUMBER}</PhoneNumber>`;
    const status = { statusUrl: '{callbacks}/disconnect' };
    await play(firstTransfer(leg), { [NUMBER]: 'busy' }, status);
    const transport = { get: false, barePlus: false, duplicate: 'none', reorderStatus: true };
    await play(firstTransfer(leg), { [NUMBER]: 'busy' }, { ...status, transport });
    expect(server.received.map(({ fields }) => fields.eventType)).toEqual([
      ...['transferDisconnect', 'transferComplete', 'disconnect'],
      ...['transferComplete', 'disconnect', 'transferDisconnect'],
    ]);
  });

  test.each([
    ['inbound', 'initiate', undefined],
    ['outbound', 'answer', '2026-04-30T13:13:37.859Z'],
  ])('an %s call can ask the server for its first BXML: %s', async (direction, eventType, answerTime) => {
    server.reply = () => '<SpeakSentence>Hello</SpeakSentence>';
    const timeline = await play('', {}, { direction, first: { ask: `{callbacks}/${eventType}` } });
    expect(server.received[0]).toMatchObject({ path: eventType, fields: { eventType } });
    expect(server.received[0]?.fields.answerTime).toBe(answerTime);
    expect(only(timeline, 'heard')).toHaveLength(1);
  });

  test('an observer sees each moment as it happens; the token is in none of them', async () => {
    const seen: unknown[] = [];
    const timeline = await playAgainst(server, stubCall(firstRefer(), { [DESK]: 'busy' }), {
      onEvent: (moment) => void seen.push(moment),
    });
    expect(seen).toEqual(timeline.moments);
    expect(JSON.stringify(timeline)).not.toContain('stub-token');
    expect(timelineText(timeline)).toMatch(/notify 486[\s\S]*<Response\/>[\s\S]*ended: hangup/);
  });
});
