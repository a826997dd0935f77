import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pause, playAudio, redirect, speakSentence } from '../../../functions/bxml/verbs.ts';
import { writeResponse } from '../../../functions/bxml/writer.ts';
import { elementNames, parseXml } from './xml.ts';

/** What XML can carry: lone surrogates and characters that XML 1.0 forbids come out as U+FFFD. */
const carried = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

const HOSTILE = [
  ...['<Hangup/>', ']]>', '&amp;', '&#60;', '&', '"', "'", '<!--', '-->', '<?x?>'],
  ...['\r\n', '\t', ' ', '\u0000', '\ud800', 'é', '😀'],
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    minLength: 1,
  }),
  fc.array(fc.constantFrom(...HOSTILE), { minLength: 1 }).map((parts) => parts.join('')),
);

describe('writeResponse', () => {
  it.each<[string, Parameters<typeof writeResponse>[0], string]>([
    ['an empty document as one element', [], '<Response/>'],
    [
      'attributes in order, less those that are not set',
      [speakSentence('Hi', { gender: 'male', voice: 'dave' })],
      '<Response><SpeakSentence voice="dave" gender="male">Hi</SpeakSentence></Response>',
    ],
    [
      'fractions of seconds as decimals',
      [pause(0.1), pause(300)],
      '<Response><Pause duration="0.1"/><Pause duration="300"/></Response>',
    ],
    [
      'line ends in attributes escaped, as a parser would turn them into blanks',
      [redirect('a\r\n\tb')],
      '<Response><Redirect redirectUrl="a&#13;&#10;&#9;b"/></Response>',
    ],
  ])('writes %s', (_what, verbs, expected) => {
    expect(writeResponse(verbs)).toBe(`<?xml version="1.0" encoding="UTF-8"?>${expected}`);
  });

  it('carries any text unchanged, as content and as an attribute, white space and quotes too', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [content, attribute] = parseXml(writeResponse([speakSentence(text), redirect(text)])).children;
        const empty = { attributes: {}, text: '', children: [] };
        expect(content).toEqual({ ...empty, name: 'SpeakSentence', text: carried(text) });
        const attributes = { redirectUrl: carried(text) };
        expect(attribute).toEqual({ ...empty, name: 'Redirect', attributes });
      }),
    );
  });

  it('makes exactly the verbs intended of any texts', () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const document = writeResponse(texts.map(playAudio));
        expect(elementNames(parseXml(document))).toEqual(['Response', ...texts.map(() => 'PlayAudio')]);
      }),
    );
  });
});
