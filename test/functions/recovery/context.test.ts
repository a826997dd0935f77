import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../../functions/bxml/document.ts';
import {
  contextUui,
  isContext,
  promptWithContext,
  urlWithContext,
} from '../../../functions/recovery/context.ts';
import { begin, decide } from '../../../functions/recovery/decide.ts';
import { readHandOff, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { parseXml } from '../bxml/xml.ts';
import { policyFile } from './arbitraries.ts';

/** Any context, the longest among them. */
const context = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_.-]{1,120}$/),
  fc.constantFrom('ticket-4711', '-', '.'.repeat(120)),
);

describe('a context', () => {
  it.each(['a', '0', '-', 'ticket-4711', 'A_b.C-9', 'x'.repeat(120)])('is %j', (text) => {
    expect(isContext(text)).toBe(true);
  });

  it.each([
    '',
    'x'.repeat(121),
    'a b',
    'a\n',
    'é',
    '<Hangup/>',
    'a&b',
    'a=b',
    '%41',
    '{context}',
    'a\0',
    '٣',
  ])('is not %j', (text) => {
    expect(isContext(text)).toBe(false);
    expect(readHandOff(new URLSearchParams({ context: text })).context).toBeUndefined();
  });

  it('comes out of the header as it went in, and keeps its limit', () => {
    fc.assert(
      fc.property(context, (text) => {
        const [value = '', encoding] = contextUui(text).split(';');
        expect(Buffer.from(value, 'base64').toString()).toBe(text);
        expect(encoding).toBe('encoding=base64');
        expect(contextUui(text).length).toBeLessThanOrEqual(256);
      }),
    );
  });
});

describe("a URL of the user's own app", () => {
  it.each([
    ['https://app.example.com/x', 'https://app.example.com/x?context=k'],
    ['https://app.example.com/x?a=%20b', 'https://app.example.com/x?a=%20b&context=k'],
    ['https://app.example.com/x?a#top?b', 'https://app.example.com/x?a&context=k#top?b'],
    ['https://app.example.com#x', 'https://app.example.com?context=k#x'],
    ['https://app.example.com/?xcontext=1', 'https://app.example.com/?xcontext=1&context=k'],
  ])('%s becomes %s', (url, expected) => {
    expect(urlWithContext(url, 'k')).toBe(expected);
    expect(urlWithContext(url, undefined)).toBe(url);
  });

  it.each(['https://app.example.com/?context=own', 'https://app.example.com/?a=1&context=#x'])(
    'keeps the context of its own: %s',
    (url) => {
      expect(urlWithContext(url, 'k')).toBe(url);
    },
  );

  it('is never too long: it goes without', () => {
    const url = (characters: number) => `https://app.example.com/${'x'.repeat(characters - 24)}`;
    expect(urlWithContext(url(2038), 'k')).toBe(`${url(2038)}?context=k`);
    expect(urlWithContext(url(2039), 'k')).toBe(url(2039));
  });
});

describe('an announcement', () => {
  it.each([
    ['A call about {context}.', 'A call about k.', 'A call about.'],
    ['{context} calls', 'k calls', ' calls'],
    ['About {context}, {context}', 'About k, k', 'About,'],
    ['{ context } $& {Context}', '{ context } $& {Context}', '{ context } $& {Context}'],
  ])('%j says %j, and without a context %j', (say, withOne, without) => {
    const prompt = { say, voice: 'julie' };
    expect(promptWithContext(prompt, 'k')).toEqual({ say: withOne, voice: 'julie' });
    expect(promptWithContext(prompt, undefined)).toEqual({ say: without, voice: 'julie' });
  });

  it('is left out where nothing else is said', () => {
    expect(promptWithContext({ say: ' {context} {context}' }, undefined)).toBeUndefined();
  });

  it('that is a file is played as it is', () => {
    expect(promptWithContext({ play: 'https://x.example/{context}.wav' }, 'k')).toEqual({
      play: 'https://x.example/{context}.wav',
    });
  });
});

/** The attributes of every element of a document. */
const attributesOf = (document: string) =>
  parseXml(document)
    .children.flatMap((verb) => [verb, ...verb.children])
    .map(({ name, attributes }) => ({ name, attributes }));

describe('a call with a context', () => {
  it('has it in every later URL, to its last, and tells it to every SIP target that is not told something else', () => {
    fc.assert(
      fc.property(
        policyFile,
        context,
        fc.constantFrom('busy', 'failed', 'refused'),
        (file, text, outcome) => {
          const policy = parsePolicy(file);
          let decision = begin({ verb: 'refer', call: {}, context: text }, policy);
          for (;;) {
            const { action, ended } = decision;
            expect(ended.context).toBe(text);
            const url = action.kind === 'redirect' ? ['redirectUrl'] : [];
            for (const { name, attributes } of attributesOf(writeDocument(decision))) {
              const urls = Object.entries(attributes).filter(([key]) => /Url$/.test(key) || key === url[0]);
              for (const [, each] of urls)
                expect(new URL(each, 'https://x.example').searchParams.get('context')).toBe(text);
              if (name === 'SipUri' && action.kind === 'hand-off' && action.verb === 'transfer')
                expect(attributes.uui).toBe(contextUui(text));
              else expect(attributes).not.toHaveProperty('uui');
            }
            if (action.kind !== 'hand-off') break;
            const handOff = readHandOff(new URLSearchParams(writeHandOff(action.handOff)));
            decision = decide({ verb: action.verb, outcome, call: {}, handOff }, policy);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves the header of a destination as the policy has it', () => {
    const uui = 'cXVldWU9c2FsZXM=;encoding=base64';
    const policy = parsePolicy({ routes: [{ name: 'r', destinations: [{ to: 'sip:a@x.example', uui }] }] });
    const decision = begin({ verb: 'transfer', call: {}, context: 'k' }, policy);
    expect(attributesOf(writeDocument(decision))[1]?.attributes.uui).toBe(uui);
  });

  it('loses it where a URL would be too long, and never the URL', () => {
    const targets = [
      `sip:${'&'.repeat(200)}@x`,
      `sip:${'&'.repeat(200)}@y`,
      `sip:${'&'.repeat(130)}@z`,
    ] as const;
    const handOff = { destination: { targets }, attempt: 2, retries: 0, context: 'c'.repeat(120) };
    const action = { kind: 'record', handOff, recording: {} } as const;
    const made = { outcome: 'busy', ended: handOff, step: 'voicemail', steps: [], passedOver: [] } as const;
    const [verb] = attributesOf(writeDocument({ ...made, action }));
    const url = new URL(verb?.attributes.recordCompleteUrl ?? '', 'https://x.example');
    expect(url.searchParams.has('context')).toBe(false);
    expect(url.searchParams.get('destination')).toBe(targets.join());
  });
});
