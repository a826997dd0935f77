import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Element, pause, playAudio, redirect, speakSentence } from '../../../functions/bxml/verbs.ts';
import { writeResponse } from '../../../functions/bxml/writer.ts';
import { elementNames, parseXml } from './xml.ts';

/** What XML can carry: lone surrogates and characters that XML 1.0 forbids come out as U+FFFD. */
const carried = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    minLength: 1,
  }),
  fc
    .array(
      fc.constantFrom(
        '<Hangup/>',
        ']]>',
        '&amp;',
        '&#60;',
        '&',
        '"',
        "'",
        '<!--',
        '-->',
        '<?x?>',
        '\r\n',
        '\t',
        ' ',
        '\u0000',
        '\ud800',
        'é',
        '😀',
      ),
      { minLength: 1 },
    )
    .map((parts) => parts.join('')),
);

const only = (verb: Element) => parseXml(writeResponse([verb])).children;

describe('writeResponse', () => {
  it('writes an empty document as one element', () => {
    expect(writeResponse([])).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });

  it('leaves out attributes that are not set, and keeps the order of the rest', () => {
    expect(writeResponse([speakSentence('Hi', { gender: 'male', voice: 'dave' })])).toContain(
      '<SpeakSentence voice="dave" gender="male">Hi</SpeakSentence>',
    );
  });

  it('writes fractions of seconds as decimals', () => {
    expect(writeResponse([pause(0.1), pause(300)])).toContain(
      '<Pause duration="0.1"/><Pause duration="300"/>',
    );
  });

  it('carries any text as content unchanged, and as text only', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(only(speakSentence(text))).toEqual([
          { name: 'SpeakSentence', attributes: {}, text: carried(text), children: [] },
        ]);
      }),
    );
  });

  it('carries any text as an attribute unchanged, white space and quotes too', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(only(redirect(text))).toEqual([
          { name: 'Redirect', attributes: { redirectUrl: carried(text) }, text: '', children: [] },
        ]);
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

  it('escapes line ends in attributes, which a parser would turn into blanks', () => {
    expect(writeResponse([redirect('a\r\n\tb')])).toContain('redirectUrl="a&#13;&#10;&#9;b"');
  });
});
