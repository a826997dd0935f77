import { describe, expect, test } from 'vitest';
import { only } from '../../../bin/simulator/timeline.ts';
import { DESK, firstTransfer, NUMBER, player } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();
const play = player(server);

describe('<Transfer>', () => {
  const both = `<PhoneNumber transferDisconnectUrl="{callbacks}/transfer-disconnect">${NUMBER}</PhoneNumber><SipUri transferDisconnectUrl="{callbacks}/transfer-disconnect">${DESK}</SipUri>`;

  test('simultaneous ring: the first to answer is bridged, the others cancelled', async () => {
    await play(firstTransfer(both), { [DESK]: 'answers', [NUMBER]: 'no-answer' });
    const brief = server.received.map(({ fields }) => [
      fields.eventType,
      fields.transferTo ?? fields.to,
      fields.cause,
    ]);
    expect(brief).toEqual([
      ['transferDisconnect', NUMBER, 'cancel'],
      ['transferDisconnect', DESK, 'hangup'],
      ['transferComplete', DESK, 'hangup'],
    ]);
    const [leg, , complete] = server.received.map(({ fields }) => fields);
    expect(leg?.parentCallId).toBe(complete?.callId);
    expect(leg?.callId).not.toBe(complete?.callId);
  });

  test('simultaneous ring: when all fail, one of them is described', async () => {
    await play(firstTransfer(both), { [DESK]: 'busy', [NUMBER]: 'declined' });
    expect(server.received.at(-1)?.fields).toMatchObject({
      eventType: 'transferComplete',
      transferTo: NUMBER,
      cause: 'rejected',
    });
  });

  test('callTimeout bounds ringing', async () => {
    const timeline = await play(firstTransfer(undefined, 'callTimeout="12"'), { [NUMBER]: 'no-answer' });
    expect(only(timeline, 'hand-off')[0]).toMatchObject({ atSeconds: 15, result: 'transfer timeout' });
  });

  test('a leg that does not ring is cancelled after 30 s, whatever callTimeout says', async () => {
    const timeline = await play(firstTransfer(undefined, 'callTimeout="300"'), { [NUMBER]: 'silent' });
    expect(only(timeline, 'hand-off')[0]).toMatchObject({ atSeconds: 33, result: 'transfer timeout' });
  });

  test('the A-leg gone while it rings: transferDisconnect, no transferComplete', async () => {
    const timeline = await play(
      firstTransfer(both),
      { [DESK]: 'no-answer', [NUMBER]: 'no-answer' },
      { hangsUp: { afterSeconds: 10 } },
    );
    expect(server.received.map(({ fields }) => [fields.eventType, fields.cause])).toEqual([
      ['transferDisconnect', 'cancel'],
      ['transferDisconnect', 'cancel'],
    ]);
    expect(timeline.ending.how).toBe('caller-left');
  });

  test('the A-leg gone after it was answered: no transferComplete', async () => {
    await play(
      firstTransfer(both),
      { [DESK]: 'answers', [NUMBER]: 'silent' },
      { hangsUp: { afterSeconds: 20 } },
    );
    expect(server.received.map(({ fields }) => fields.eventType)).not.toContain('transferComplete');
  });

  test('without transferCallerId the far end sees the caller; display name and privacy are told', async () => {
    await play(firstTransfer(undefined, 'privacy="true" transferCallerDisplayName="Private"'), {
      [NUMBER]: 'busy',
    });
    expect(server.received[0]?.fields).toMatchObject({
      transferCallerId: 'sip:bob@customer.example.com',
      privacy: true,
      transferCallerDisplayName: 'Private',
    });
  });

  test.each([
    ['an error', { status: 503 }],
    ['BXML that cannot be read', { body: '<Response><Hang' }],
    ['another content type', { contentType: 'application/json', body: '{}' }],
  ])('a URL that gives %s has its fallback asked', async (_what, failure) => {
    server.reply = ({ path }) =>
      path.startsWith('transfer-complete') ? failure : '<SpeakSentence>Sorry</SpeakSentence>';
    const timeline = await play(
      firstTransfer(undefined, 'transferCompleteFallbackUrl="{callbacks}/backup"'),
      {
        [NUMBER]: 'busy',
      },
    );
    expect(only(timeline, 'heard')[0]?.text).toBe('Sorry');
  });
});
