import { describe, expect, test } from 'vitest';
import { only } from '../../../bin/simulator/timeline.ts';
import { DESK, firstRefer, player } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();
const play = player(server);

describe('<Refer>', () => {
  test('success: the call is gone, whatever is answered', async () => {
    server.reply = () => '<SpeakSentence>too late</SpeakSentence>';
    const timeline = await play(firstRefer(), { [DESK]: 'answers' });
    expect(timeline.ending.how).toBe('referred');
    expect(only(timeline, 'heard')).toEqual([]);
  });

  test('no final NOTIFY: fails after 30 s without a NOTIFY code', async () => {
    const timeline = await play(firstRefer(), { [DESK]: 'silent' });
    expect(only(timeline, 'hand-off')[0]).toMatchObject({
      atSeconds: 33,
      result: 'refer 202',
      connected: false,
    });
  });

  test('a REFER that brings no response has no codes', async () => {
    await play(firstRefer(), { [DESK]: 'unsent' });
    expect(server.received[0]?.fields).not.toHaveProperty('referSipResponseCode');
    expect(server.received[0]?.fields.referCallStatus).toBe('failure');
  });

  test.each([
    ['a PSTN call', { from: '+15551112222', to: '+15553334444' }],
    ['an outbound call', { direction: 'outbound' }],
  ])('is refused on %s, without codes', async (_, who) => {
    await play(firstRefer(), { [DESK]: 'answers' }, who);
    expect(server.received[0]?.fields).toMatchObject({ referCallStatus: 'failure' });
    expect(server.received[0]?.fields).not.toHaveProperty('referSipResponseCode');
  });

  test('verbs after it are ignored when its URL is set', async () => {
    const timeline = await play(`${firstRefer()}<SpeakSentence>never</SpeakSentence>`, { [DESK]: 'busy' });
    expect(only(timeline, 'heard')).toEqual([]);
    expect(only(timeline, 'note')[0]?.text).toBe('verbs after it ignored: SpeakSentence');
  });

  test('without a URL a failure falls through to the verbs after it', async () => {
    const timeline = await play(
      `<Refer><SipUri>${DESK}</SipUri></Refer><SpeakSentence>Sorry</SpeakSentence>`,
      {
        [DESK]: 'busy',
      },
    );
    expect(server.received).toEqual([]);
    expect(only(timeline, 'heard')[0]?.text).toBe('Sorry');
  });

  test('the caller who hangs up meanwhile is gone, and no referComplete is sent', async () => {
    const timeline = await play(
      firstRefer(),
      { [DESK]: 'answers' },
      { hangsUp: { during: 'hand-off', number: 1 } },
    );
    expect(timeline.ending.how).toBe('caller-left');
    expect(server.received).toEqual([]);
  });
});
