import { Bxml } from 'bandwidth-sdk';
import { describe, expect, it } from 'vitest';
import {
  type Element,
  hangup,
  pause,
  phoneNumber,
  playAudio,
  redirect,
  refer,
  ring,
  sipUri,
  speakSentence,
  transfer,
} from '../../../functions/bxml/verbs.ts';
import { writeResponse } from '../../../functions/bxml/writer.ts';
import { parseXml } from './xml.ts';

const { Response, SpeakSentence, PlayAudio, Pause, Ring, Redirect, Hangup, Transfer, PhoneNumber, SipUri } =
  Bxml;

type SdkVerb = NonNullable<ConstructorParameters<typeof Response>[0]>;

// The official SDK writes the same for benign text. Hostile text it turns into verbs,
// and it has no <Refer>: there it is no oracle.
describe('bandwidth-sdk agrees on', () => {
  it.each<[string, Element, SdkVerb]>([
    [
      'SpeakSentence',
      speakSentence('Please hold, Ms. Ü.', { voice: 'kate', locale: 'en_US', gender: 'female' }),
      new SpeakSentence('Please hold, Ms. Ü.', { voice: 'kate', locale: 'en_US', gender: 'female' }),
    ],
    [
      'PlayAudio',
      playAudio('https://media.example.com/a.wav?x=1&y=2'),
      new PlayAudio('https://media.example.com/a.wav?x=1&y=2'),
    ],
    ['Pause', pause(2.5), new Pause({ duration: 2.5 })],
    ['Ring', ring(10), new Ring({ duration: 10 })],
    [
      'Redirect',
      redirect('https://app.example.com/?a=1&b=2'),
      new Redirect({ redirectUrl: 'https://app.example.com/?a=1&b=2' }),
    ],
    ['Hangup', hangup(), new Hangup()],
    [
      'Transfer',
      transfer([phoneNumber('+15550001111'), sipUri('sip:a@x.example;transport=tls')], {
        transferCallerId: '+15550009999',
        transferCallerDisplayName: 'Support & Sales',
        callTimeout: 25,
        transferCompleteUrl: 'transfer-complete?attempt=2&route=desk',
        transferCompleteMethod: 'GET',
        tag: 'a b',
      }),
      new Transfer(
        {
          transferCallerId: '+15550009999',
          transferCallerDisplayName: 'Support & Sales',
          callTimeout: 25,
          transferCompleteUrl: 'transfer-complete?attempt=2&route=desk',
          transferCompleteMethod: 'GET',
          tag: 'a b',
        },
        [new PhoneNumber('+15550001111'), new SipUri('sip:a@x.example;transport=tls')],
      ),
    ],
  ])('%s', (_name, ours, theirs) => {
    expect(parseXml(writeResponse([ours]))).toEqual(parseXml(new Response(theirs).toBxml()));
  });
});

describe('Refer', () => {
  it('is written as its page shows it', () => {
    const verb = refer(sipUri('sip:alice@atlanta.example.com'), {
      referCompleteUrl: 'refer-complete',
      tag: 'vip',
    });
    expect(writeResponse([verb])).toContain(
      '<Response><Refer referCompleteUrl="refer-complete" tag="vip"><SipUri>sip:alice@atlanta.example.com</SipUri></Refer></Response>',
    );
  });
});
