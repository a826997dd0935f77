import { describe, expect, test } from 'vitest';
import { readBxml } from '../../../bin/simulator/bxml/read.ts';

const read = (document: string) => readBxml(new TextEncoder().encode(document));
const response = (verbs: string) =>
  read(`<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs}</Response>`);
const problem = (bxml: ReturnType<typeof readBxml>) => ('problem' in bxml ? bxml.problem : 'none');
const TARGET = '<SipUri>sip:a@example.com</SipUri>';

describe('taken', () => {
  test.each([
    '',
    '<Hangup/>',
    '<Pause/><Ring duration="0.1" answerCall="false"/>',
    '<SpeakSentence voice="julie" locale="en_US" gender="female">Hi <break time="1s"/> you</SpeakSentence>',
    '<PlayAudio username="u" password="p">greetings/sorry.wav?x=1&amp;y=2</PlayAudio>',
    `<Refer referCompleteUrl="refer-complete?a=1&amp;b=2" referCompleteMethod="GET" tag="">${TARGET}</Refer>`,
    `<Transfer callTimeout="300" privacy="true">${TARGET.repeat(8)}</Transfer>`,
    '<Transfer transferCallerId="+15551112222"><PhoneNumber transferDisconnectUrl="/x">+15553334444</PhoneNumber></Transfer>',
    ...['Restricted', 'Anonymous', 'Private', 'Unavailable', ''].map(
      (name) => `<Transfer privacy="true" transferCallerDisplayName="${name}">${TARGET}</Transfer>`,
    ),
    `<Transfer privacy="false" transferCallerDisplayName="Ann">${TARGET}</Transfer>`,
    `<Transfer diversionTreatment="stack" diversionReason="user-busy">${TARGET}</Transfer>`,
    `<Transfer diversionTreatment="propagate">${TARGET}</Transfer>`,
    '<Redirect redirectUrl="https://app.example.com/voicemail"/>',
    '<Tag/><Tag>x</Tag>',
  ])('%s', (verbs) => {
    expect(problem(response(verbs))).toBe('none');
  });

  test('<Bxml> as root, comments, CDATA and character references', () => {
    const bxml = read(
      '<Bxml><!-- hi --><SpeakSentence>a &lt;b&gt; &amp;lt; &#233;&#x1F600;<![CDATA[<Hangup/>]]></SpeakSentence></Bxml>',
    );
    expect(bxml).toMatchObject({
      verbs: [{ name: 'SpeakSentence', text: 'a <b> &lt; é\u{1f600}<Hangup/>', children: [] }],
    });
  });

  test('attributes are decoded once', () => {
    expect(response('<Redirect redirectUrl="a?x=1&amp;amp;y=&quot;&#10;z"/>')).toMatchObject({
      verbs: [{ attributes: { redirectUrl: 'a?x=1&amp;y="\nz' } }],
    });
  });
});

describe('refused: not XML 1.0', () => {
  test.each([
    ['nothing', ''],
    ['plain text', 'hello'],
    ['an unclosed element', '<Response><Hangup></Response>'],
    ['two roots', '<Response/><Response/>'],
    ['text after the root', '<Response/>x'],
    ['a bare &', '<Response><SpeakSentence>a & b</SpeakSentence></Response>'],
    ['an entity that XML does not have', '<Response><SpeakSentence>&nbsp;x</SpeakSentence></Response>'],
    ['a control character', '<Response><SpeakSentence>a\u0001</SpeakSentence></Response>'],
    ['a reference to a control character', '<Response><SpeakSentence>a&#1;</SpeakSentence></Response>'],
    ['< in an attribute', '<Response><Redirect redirectUrl="a<b"/></Response>'],
    ['a repeated attribute', '<Response><Pause duration="1" duration="2"/></Response>'],
    ['a DOCTYPE', '<!DOCTYPE r [<!ENTITY x "y">]><Response><SpeakSentence>&x;</SpeakSentence></Response>'],
  ])('%s', (_, document) => {
    expect(problem(read(document))).toContain('not well-formed');
  });

  test('bytes that are not UTF-8', () => {
    expect(problem(readBxml(new Uint8Array([0x3c, 0x61, 0xff])))).toBe('not UTF-8');
  });
});

describe('refused: not BXML', () => {
  const LONG_NAME = `transferCallerDisplayName="${'x'.repeat(257)}"`;
  const STACK = 'diversionTreatment="stack"';
  const PRIVATE = 'privacy="true" transferCallerDisplayName';
  test.each([
    ['an unknown verb', '<Dial/>', '<Dial> in <Response>'],
    ['a verb in the wrong case', '<hangup/>', '<hangup> in <Response>'],
    ['a name of Object.prototype', '<constructor/>', 'constructor'],
    ['text between verbs', 'hello<Hangup/>', 'text "hello" in <Response>'],
    ['an unknown attribute', '<Hangup now="1"/>', 'has no attribute now'],
    ['username on <Refer>', `<Refer username="u">${TARGET}</Refer>`, 'no attribute username'],
    ['a fallback URL on <Refer>', `<Refer referCompleteFallbackUrl="x">${TARGET}</Refer>`, 'no attribute'],
    ['attributes in <Refer>', '<Refer><SipUri uui="x">sip:a@b</SipUri></Refer>', 'no attribute uui'],
    ['<Refer> without a target', '<Refer/>', '0 elements in <Refer>, expected 1'],
    ['<Refer> with two targets', `<Refer>${TARGET}${TARGET}</Refer>`, '2 elements'],
    [
      '<Refer> to a number',
      '<Refer><PhoneNumber>+15551112222</PhoneNumber></Refer>',
      '<PhoneNumber> in <Refer>',
    ],
    ['<Transfer> with nine targets', `<Transfer>${TARGET.repeat(9)}</Transfer>`, '9 elements'],
    ['<Transfer> without targets', '<Transfer/>', '0 elements'],
    ['a number not E.164', '<Transfer><PhoneNumber>5551112222</PhoneNumber></Transfer>', 'E.164'],
    ['a tel: URI', '<Refer><SipUri>tel:+15551112222</SipUri></Refer>', 'sip: URI'],
    ['callTimeout 0', `<Transfer callTimeout="0">${TARGET}</Transfer>`, '1 to 300'],
    ['callTimeout 301', `<Transfer callTimeout="301">${TARGET}</Transfer>`, '1 to 300'],
    ['a tag of 257 characters', `<Refer tag="${'x'.repeat(257)}">${TARGET}</Refer>`, 'longer than 256'],
    ['a name of 257 characters', `<Transfer ${LONG_NAME}>${TARGET}</Transfer>`, '256'],
    ...['Ann', 'private', 'Anonymous '].map((name) => [
      `the name "${name}" with privacy`,
      `<Transfer ${PRIVATE}="${name}">${TARGET}</Transfer>`,
      `transferCallerDisplayName="${name}" with privacy`,
    ]),
    ['a reason of nobody', `<Transfer ${STACK} diversionReason="late">${TARGET}</Transfer>`, 'user-busy'],
    [
      'a reason without stack',
      `<Transfer diversionReason="away">${TARGET}</Transfer>`,
      'which alone takes it',
    ],
    ['a method PUT', `<Refer referCompleteMethod="PUT">${TARGET}</Refer>`, 'GET or POST'],
    ['a URL of 2,049 characters', `<Redirect redirectUrl="${'x'.repeat(2049)}"/>`, 'longer than 2048'],
    ['<Redirect> without a URL', '<Redirect/>', 'without redirectUrl'],
    ['a pause of 0 s', '<Pause duration="0"/>', '0.1 to 86400'],
    ['a pause of a day and a bit', '<Pause duration="86401"/>', '0.1 to 86400'],
    ['a pause of "soon"', '<Pause duration="soon"/>', '0.1 to 86400'],
    ['a sentence of blanks', '<SpeakSentence>  </SpeakSentence>', 'expected text'],
    ['a verb in a sentence', '<SpeakSentence>a<Hangup/></SpeakSentence>', '<Hangup> in <SpeakSentence>'],
    ['a gender of its own', '<SpeakSentence gender="x">a</SpeakSentence>', 'male or female'],
  ])('%s', (_, verbs = '', expected = '') => {
    expect(problem(response(verbs))).toContain(expected);
  });

  test('another root', () => expect(problem(read('<html/>'))).toContain('root element <html>'));
});
