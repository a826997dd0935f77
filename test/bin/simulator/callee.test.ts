import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { only } from '../../../bin/simulator/timeline.ts';
import { firstTransfer, NUMBER, player } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();
const play = player(server);

const target = `<PhoneNumber tag="leg" transferAnswerUrl="{callbacks}/transfer-answer?confirm=0123abcd" transferDisconnectUrl="{callbacks}/transfer-disconnect">${NUMBER}</PhoneNumber>`;
const ASK =
  '<Gather gatherUrl="gather?confirm=0123abcd" maxDigits="1" firstDigitTimeout="8" repeatCount="2"><SpeakSentence>Press 1 to take it.</SpeakSentence></Gather>';
const CONNECT = '<Pause duration="0.1"/>';

/** A server that asks for a key, and takes 1. */
const asking =
  (asked = ASK): typeof server.reply =>
  ({ path, fields }) => {
    if (path.startsWith('transfer-answer')) return asked;
    if (path.startsWith('gather')) return fields.digits === '1' ? CONNECT : '<Hangup/>';
    return '<SpeakSentence>Nobody is there.</SpeakSentence>';
  };

const brief = () =>
  server.received.map(({ fields }) =>
    [fields.eventType, fields.digits ?? fields.cause].filter((word) => word !== undefined),
  );

describe('a callee who is asked for a key', () => {
  test('is a person: presses it, and the two talk', async () => {
    server.reply = asking();
    const timeline = await play(firstTransfer(target), { [NUMBER]: 'answers' });
    expect(brief()).toEqual([
      ['transferAnswer'],
      ['gather', '1'],
      ['transferDisconnect', 'hangup'],
      ['transferComplete', 'hangup'],
    ]);
    expect(only(timeline, 'hand-off')).toMatchObject([
      { asked: { id: '0123abcd', isTaken: true }, connected: true, result: 'transfer hangup' },
    ]);
  });

  test.each([
    ['wrong-key', ['gather', '9']],
    ['presses-nothing', ['gather', '']],
    ['mailbox', ['gather', '']],
    ['screener', ['gather', '']],
    ['leaves-prompt', undefined],
  ])('is %s: the two are not connected, and the cause is hangup all the same', async (word, gathered) => {
    server.reply = asking();
    const timeline = await play(firstTransfer(target), { [NUMBER]: word });
    expect(brief()).toEqual([
      ['transferAnswer'],
      ...(gathered ? [gathered] : []),
      ['transferDisconnect', 'hangup'],
      ['transferComplete', 'hangup'],
    ]);
    expect(only(timeline, 'hand-off')).toMatchObject([
      { asked: { id: '0123abcd', isTaken: false }, connected: false, result: 'transfer hangup' },
    ]);
  });

  test.each([
    ['Press # to take it.', '#'],
    ['Please press star.', '*'],
    ['Drücken Sie die 3.', '3'],
    ['Take it?', '1'],
  ])('does as told: %s', async (said, key) => {
    server.reply = asking(ASK.replace('Press 1 to take it.', said));
    await play(firstTransfer(target), { [NUMBER]: 'answers' });
    expect(brief()[1]).toEqual(['gather', key]);
  });

  test.each([
    [
      'a caller who leaves meanwhile',
      ASK,
      { hangsUp: { afterSeconds: 10 } },
      ['transferDisconnect', 'hangup'],
    ],
    ['an empty document, which hangs up', '', {}, ['transferComplete', 'hangup']],
    [
      'a verb that is not allowed there',
      '<Transfer><PhoneNumber>+15550001111</PhoneNumber></Transfer>',
      {},
      ['transferComplete', 'application-error'],
    ],
    ['a document that is none', '<Nonsense/>', {}, ['transferComplete', 'invalid-bxml']],
  ])('is not connected by %s', async (_what, answer, more, last) => {
    server.reply = asking(answer);
    const timeline = await play(firstTransfer(target), { [NUMBER]: 'answers' }, more);
    expect(brief().at(-1)).toEqual(last);
    expect(only(timeline, 'hand-off')).toMatchObject([{ connected: false }]);
  });

  test('is connected after digits and an announcement', async () => {
    server.reply = asking('<SendDtmf>ww12#</SendDtmf><SpeakSentence>A call.</SpeakSentence>');
    const timeline = await play(firstTransfer(target), { [NUMBER]: 'answers' });
    expect(only(timeline, 'callee').map(({ text }) => text)).toEqual(['is sent ww12#', 'hears: A call.']);
    expect(only(timeline, 'hand-off')).toMatchObject([{ connected: true }]);
  });

  test('is at the fallback URL where the first does not answer', async () => {
    server.reply = ({ path }) =>
      path.startsWith('other') ? CONNECT : path.startsWith('transfer-answer') ? { status: 500 } : '<Hangup/>';
    const withFallback = target.replace('tag=', 'transferAnswerFallbackUrl="{callbacks}/other" tag=');
    const timeline = await play(firstTransfer(withFallback), { [NUMBER]: 'answers' });
    expect(only(timeline, 'hand-off')).toMatchObject([{ connected: true }]);
  });
});

/** Fields of https://dev.bandwidth.com/docs/voice/webhooks/transferAnswer and …/gather, on a callee's leg. */
const OF_A_LEG = [
  'eventType',
  'eventTime',
  'accountId',
  'applicationId',
  'from',
  'to',
  'direction',
  'callId',
  'parentCallId',
  'callUrl',
  'startTime',
  'answerTime',
  'tag',
  'transferCallerId',
  'transferTo',
];

test('events of a leg have the documented fields: from and to of the call, and an id of its own', async () => {
  server.reply = asking();
  const { call } = await play(firstTransfer(target), { [NUMBER]: 'answers' });
  const [answered, gathered, ended] = server.received.map(({ fields }) => fields);
  expect(Object.keys(answered ?? {})).toEqual(OF_A_LEG);
  expect(Object.keys(gathered ?? {})).toEqual([...OF_A_LEG, 'digits', 'terminatingDigit']);
  for (const event of [answered, gathered])
    expect(event).toMatchObject({
      from: call.from,
      to: call.to,
      parentCallId: call.callId,
      direction: 'outbound',
      tag: 'leg',
      transferTo: NUMBER,
    });
  expect(new Set([answered, gathered, ended].map((event) => event?.callId)).size).toBe(1);
});

describe('the official SDK, which has models of what Bandwidth sends,', () => {
  const models = createRequire(import.meta.url)
    .resolve('bandwidth-sdk')
    .replace(/dist\/.*/, 'dist/models/');

  test.each([
    // Its model lacks what the page of the event has.
    ['transferAnswer', 'transfer-answer-callback', ['parentCallId', 'transferCallerId', 'transferTo']],
    ['gather', 'gather-callback', []],
  ])('knows every field of %s', async (eventType, model, more) => {
    const known = readFileSync(`${models}${model}.d.ts`, 'utf8').matchAll(/^ {4}'(\w+)'\?:/gm);
    server.reply = asking();
    await play(firstTransfer(target), { [NUMBER]: 'answers' });
    const { fields = {} } = server.received.find(({ fields }) => fields.eventType === eventType) ?? {};
    expect([...[...known].map(([, name]) => name), ...more]).toEqual(
      expect.arrayContaining(Object.keys(fields)),
    );
    expect(fields).toMatchObject({ eventType, parentCallId: expect.any(String) });
  });
});
