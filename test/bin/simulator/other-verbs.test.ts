import { describe, expect, test } from 'vitest';
import { only } from '../../../bin/simulator/timeline.ts';
import { DESK, firstRefer, player } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();
const play = player(server);

describe('the other verbs', () => {
  test('prompts and waits take call time; the end of the document hangs up', async () => {
    const timeline = await play(
      '<SpeakSentence voice="julie">fifteen letters</SpeakSentence><PlayAudio>sorry.wav</PlayAudio><Pause duration="2.5"/><Ring/>',
    );
    expect(timeline.moments.map(({ kind, atSeconds }) => [kind, atSeconds])).toEqual([
      ['elsewhere', 3],
      ['heard', 4],
      ['heard', 12],
      ['waited', 14.5],
      ['waited', 19.5],
      ['ended', 19.5],
    ]);
    expect(timeline.ending).toEqual({ how: 'hangup', why: 'end of the document' });
  });

  test('<Hangup> ends the call; verbs after it are ignored', async () => {
    const timeline = await play('<Hangup/><SpeakSentence>never</SpeakSentence>');
    expect(timeline.ending).toEqual({ how: 'hangup', why: '<Hangup>' });
    expect(only(timeline, 'heard')).toEqual([]);
  });

  test('<Redirect> goes on with the BXML of its URL', async () => {
    server.reply = () => '<SpeakSentence>Welcome</SpeakSentence>';
    const timeline = await play('<Redirect redirectUrl="{callbacks}/more" redirectMethod="GET"/>');
    expect(server.received[0]).toMatchObject({ method: 'GET', fields: { eventType: 'redirect' } });
    expect(only(timeline, 'heard')[0]?.text).toBe('Welcome');
  });

  test('<Redirect> to a stranger: their BXML runs if the call knows it, else the call is theirs', async () => {
    const voicemail = 'https://app.example.com/voicemail';
    const bxml = `<Redirect redirectUrl="/voicemail"/>`;
    expect((await play(bxml)).ending).toEqual({ how: 'redirected', why: voicemail });
    const known = await play(bxml, {}, { elsewhere: { [voicemail]: '<Response><Hangup/></Response>' } });
    expect(known.ending.how).toBe('hangup');
    expect(server.received).toEqual([]);
  });

  test('a tag stays until it is overwritten or cleared', async () => {
    server.reply = (_, index) => ['<Tag> two </Tag>', '<Tag/>', ''][index] + (index < 2 ? firstRefer() : '');
    await play(firstRefer(DESK, 'tag="one"'), { [DESK]: 'busy' });
    expect(server.received.map(({ fields }) => fields.tag)).toEqual(['one', 'two', undefined]);
  });
});
