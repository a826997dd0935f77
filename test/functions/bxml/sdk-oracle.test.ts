import { Bxml } from 'bandwidth-sdk';
import { expect, it } from 'vitest';
import {
  type Element,
  gather,
  hangup,
  pause,
  phoneNumber,
  playAudio,
  redirect,
  refer,
  ring,
  sendDtmf,
  sipUri,
  speakSentence,
  transfer,
} from '../../../functions/bxml/verbs.ts';
import { writeResponse } from '../../../functions/bxml/writer.ts';
import { parseXml } from './xml.ts';

const {
  Gather,
  Response,
  SendDtmf,
  SpeakSentence,
  PlayAudio,
  Pause,
  Ring,
  Redirect,
  Hangup,
  Transfer,
  PhoneNumber,
  SipUri,
} = Bxml;

type SdkVerb = NonNullable<ConstructorParameters<typeof Response>[0]>;

const VOICE = { voice: 'kate', locale: 'en_US', gender: 'female' } as const;
const AUDIO = 'https://media.example.com/a.wav?x=1&y=2';
const TARGETS = ['+15550001111', 'sip:a@x.example;transport=tls'] as const;
const OPTIONS = {
  transferCallerId: '+15550009999',
  transferCallerDisplayName: 'Support & Sales',
  callTimeout: 25,
  transferCompleteUrl: 'transfer-complete?attempt=2&route=desk',
} as const;

const KEYS = {
  gatherUrl: 'gather?confirm=0123abcd',
  maxDigits: 1,
  firstDigitTimeout: 8,
  repeatCount: 2,
} as const;
const ASKED = {
  transferAnswerUrl: 'transfer-answer?confirm=0123abcd&call=c-1',
  transferDisconnectUrl: 'x',
} as const;

// The official SDK writes the same for benign text. Hostile text it turns into verbs,
// and it has no <Refer>: there it is no oracle.
it.each<[string, Element, SdkVerb]>([
  ['SpeakSentence', speakSentence('Hold, Ms. Ü.', VOICE), new SpeakSentence('Hold, Ms. Ü.', VOICE)],
  ['PlayAudio', playAudio(AUDIO), new PlayAudio(AUDIO)],
  ['Pause', pause(2.5), new Pause({ duration: 2.5 })],
  ['Ring', ring(10), new Ring({ duration: 10 })],
  ['Redirect', redirect(AUDIO), new Redirect({ redirectUrl: AUDIO })],
  ['Hangup', hangup(), new Hangup()],
  ['SendDtmf', sendDtmf('ww12*#W'), new SendDtmf('ww12*#W')],
  [
    'Gather',
    gather([speakSentence('Press 1.', VOICE)], KEYS),
    new Gather(KEYS, [new SpeakSentence('Press 1.', VOICE)]),
  ],
  [
    'a Transfer whose callee is asked',
    transfer([phoneNumber(TARGETS[0], ASKED)], OPTIONS),
    new Transfer(OPTIONS, [new PhoneNumber(TARGETS[0], ASKED)]),
  ],
  [
    'Transfer',
    transfer([phoneNumber(TARGETS[0]), sipUri(TARGETS[1])], OPTIONS),
    new Transfer(OPTIONS, [new PhoneNumber(TARGETS[0]), new SipUri(TARGETS[1])]),
  ],
])('bandwidth-sdk agrees on %s', (_name, ours, theirs) => {
  expect(parseXml(writeResponse([ours]))).toEqual(parseXml(new Response(theirs).toBxml()));
});

it('Refer is written as its page shows it', () => {
  const target = sipUri('sip:alice@atlanta.example.com');
  expect(writeResponse([refer(target, { referCompleteUrl: 'refer-complete' })])).toContain(
    '<Response><Refer referCompleteUrl="refer-complete"><SipUri>sip:alice@atlanta.example.com</SipUri></Refer></Response>',
  );
});
