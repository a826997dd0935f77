import { describe, expect, test } from 'vitest';
import { consequenceOf, withDyingHome } from '../../../bin/simulator/dying-home.ts';
import { DEATHS } from '../../../bin/simulator/home-death.ts';
import { timelineText } from '../../../bin/simulator/print/timeline-text.ts';
import { only } from '../../../bin/simulator/timeline.ts';
import { firstRefer, firstTransfer, NUMBER, playAgainst, stubCall } from './stub-call.ts';
import { stubServer, TOKEN } from './stub-server.ts';

const home = stubServer();
const second = stubServer();

const FALLBACK = 'transferCompleteFallbackUrl="{second}/transfer-complete"';
const play = (bxml: string, more: object = {}) =>
  playAgainst(home, stubCall(bxml, { [NUMBER]: 'busy' }, { statusUrl: '{callbacks}/disconnect', ...more }), {
    secondUrl: second.baseUrl,
    limits: { answerSeconds: 15 },
  });

describe.each(DEATHS)('home %s', (how) => {
  const homeDies = { how, atCallback: 1 };

  test('a <Transfer> goes on in the second, which has the callback once', async () => {
    second.reply = () => '<SpeakSentence>Sorry</SpeakSentence>';
    const timeline = await play(firstTransfer(undefined, FALLBACK), { homeDies });
    expect(only(timeline, 'heard')[0]?.text).toBe('Sorry');
    expect(consequenceOf(timeline)).toBe('taken over');
    expect(second.received.map(({ fields }) => fields.eventType)).toEqual(['transferComplete']);
    const gotAnyway = how === 'answers too late' ? ['transferComplete', 'disconnect'] : [];
    expect(home.received.map(({ fields }) => fields.eventType)).toEqual(gotAnyway);
  });

  test('a <Refer> is dropped, and a <Transfer> without a fallback URL', async () => {
    expect(consequenceOf(await play(firstRefer(), { homeDies }))).toBe('dropped in a <Refer>');
    expect(consequenceOf(await play(firstTransfer(), { homeDies }))).toBe('dropped');
    expect(second.received).toEqual([]);
  });
});

test('the caller hears nothing for the whole time that a home hangs', async () => {
  const secondsOf = async (how: (typeof DEATHS)[number]) =>
    only(await play(firstTransfer(undefined, FALLBACK), { homeDies: { how, atCallback: 1 } }), 'ended')[0]
      ?.atSeconds ?? 0;
  expect((await secondsOf('hangs')) - (await secondsOf('refuses'))).toBe(15);
});

test('a home that dies later was there before, and one that lives is nothing to a call', async () => {
  // From its own answer, whose fallback URL is absolute.
  home.reply = () =>
    `<Transfer transferCompleteUrl="again" transferCompleteFallbackUrl="${second.baseUrl}/${TOKEN}/again"><PhoneNumber>${NUMBER}</PhoneNumber></Transfer>`;
  second.reply = () => '<Hangup/>';
  const timeline = await play(firstTransfer(undefined, FALLBACK), {
    homeDies: { how: 'refuses', atCallback: 2 },
  });
  expect([home.received, second.received].map((all) => all.map(({ path }) => path))).toEqual([
    ['transfer-complete'],
    ['again'],
  ]);
  expect(consequenceOf(timeline)).toBe('taken over');
  home.reply = () => '<Hangup/>';
  expect(consequenceOf(await play(firstTransfer(), { homeDies: { how: 'refuses', atCallback: 9 } }))).toBe(
    'none',
  );
});

test('an application with a second deployment has fallback URLs, and the same seed the same death', () => {
  const call = withDyingHome(stubCall(firstTransfer()), '1/1');
  expect(JSON.stringify(call.first)).toContain(
    'transferCompleteUrl=\\"{callbacks}/transfer-complete\\" transferCompleteFallbackUrl=\\"{second}/transfer-complete\\"',
  );
  expect(withDyingHome(stubCall(firstTransfer()), '1/1').homeDies).toEqual(call.homeDies);
  const asked = withDyingHome({ ...stubCall(''), first: { ask: '{callbacks}/initiate' } }, '1/2');
  expect(asked.first).toEqual({ ask: '{callbacks}/initiate', fallback: '{second}/initiate' });
});

test('a token in an answer is masked where the call is printed', async () => {
  home.reply = ({ path }) =>
    path.startsWith('transfer-complete')
      ? `<Pause/><Transfer transferCompleteUrl="next" transferCompleteFallbackUrl="${second.baseUrl}/${TOKEN}/next"><PhoneNumber>${NUMBER}</PhoneNumber></Transfer>`
      : '<Hangup/>';
  const text = timelineText(await play(firstTransfer()));
  expect(text).toContain('/{token}/next');
  expect(text).not.toContain(TOKEN);
});
