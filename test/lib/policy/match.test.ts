import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const matching = (match: object) => ({
  routes: [{ name: 'a', match, destinations: ['sip:z@desk.example'] }],
});
const PARTY =
  'an E.164 number such as +15551234567, a sip: URI or a word such as Anonymous, with at most one * for any text';

describe('a pattern of "to" or "from" that can match no party of a call', () => {
  it.each<[string, string, string | undefined]>([
    ['a number without its +', '15553334444', '+15553334444'],
    ['a number in groups', '+1 555 333 4444', '+15553334444'],
    ['a number in brackets', '(555) 333-4444', '+15553334444'],
    ['a number with dots', '+44.20.7946.0000', '+442079460000'],
    ['a number for both at home and abroad', '+44 (0)20 7946 0000', '+442079460000'],
    ['a number as dialled from North America', '011 44 20 7946 0000', '+442079460000'],
    ['a number as dialled from Europe', '00442079460000', '+442079460000'],
    ['marks of direction, as pasted from a contact', '\u202a+15553334444\u202c', '+15553334444'],
    ['a no-break space', '+1555\u00a03334444', '+15553334444'],
    ['a soft hyphen', 'Anony\u00admous', 'Anonymous'],
    ['a zero-width space', 'sip:support@x.example\u200b', 'sip:support@x.example'],
    ['a BOM', '\ufeffsip:support@x.example', 'sip:support@x.example'],
    ['a blank before it', ' sip:support@x.example', 'sip:support@x.example'],
    ['a blank after it', 'Anonymous ', 'Anonymous'],
    ['a tel: URI', 'tel:+1-555-333-4444', '+15553334444'],
    ['a sips: URI', 'SIPS:support@x.example', 'sip:support@x.example'],
    ['angle brackets', '"Bob" <sip:bob@x.example>', 'sip:bob@x.example'],
    ['no scheme', 'support@x.example', 'sip:support@x.example'],
    ['a number at home', '020 7946 0000', undefined],
    ['an extension', '1001', undefined],
    ['two words', 'Private Number', undefined],
    ['nothing after the scheme', 'sip:', undefined],
    ['digits that no number begins with', '+0123456', undefined],
    ['a beginning in groups', '+1 555*', '+1555*'],
    ['a beginning without its +', '1555*', undefined],
    ['a beginning of another scheme', 'tel:*', undefined],
    ['an invisible character beside a *', 'sip:sup\u200bport@*', 'sip:support@*'],
    ['a blank after a *', '*@x.example ', '*@x.example'],
  ])('%s: %s', (_what, pattern, meant) => {
    for (const [field, value, index] of [
      ['to', pattern, ''],
      ['from', ['Anonymous', pattern], '[1]'],
    ] as const) {
      expect(refused(matching({ [field]: value })).mistakes).toEqual([
        {
          path: `routes[0].match.${field}${index}`,
          expected: PARTY + (meant === undefined ? '' : `; did you mean "${meant}"?`),
          found: expect.any(String),
        },
      ]);
    }
  });

  it('is shown with what nobody would see of it', () => {
    expect(refused(matching({ to: '\u202a+15553334444\u{e0001}' })).message).toContain(
      'found "\\u{202a}+15553334444\\u{e0001}", expected',
    );
  });

  it('any text with an invisible character, and what is proposed instead is taken', () => {
    const invisible = fc.constantFrom(
      ...'\u00a0\u00ad\u034f\u061c\u180e\u2000\u200b\u200d\u200f\u2028\u202e\u2060\u2069\u3000\u3164\ufe0f\ufeff',
    );
    const party = fc.constantFrom('+15553334444', 'sip:a@x.example', 'Anonymous', 'sip:a@*', '*4444');
    fc.assert(
      fc.property(party, invisible, fc.nat(20), (text, character, where) => {
        const at = Math.min(where, text.length);
        const { mistakes } = refused(matching({ to: text.slice(0, at) + character + text.slice(at) }));
        expect(mistakes).toHaveLength(1);
        expect(mistakes[0]?.found).toContain(`\\u{${character.codePointAt(0)?.toString(16)}}`);
        const [, meant] = /did you mean "(.*)"\?$/.exec(mistakes[0]?.expected ?? '') ?? [];
        if (meant !== undefined) expect(() => parsePolicy(matching({ to: meant }))).not.toThrow();
      }),
    );
  });
});

it.each([
  '+15553334444',
  '+4420',
  'sip:support@x.example',
  'SIP:Support@X.example:5060;transport=udp',
  'sip:a,b@x.example',
  'sip:x.example',
  'sip:10.0.0.1',
  'sip:a@[2001:db8::1]:5060',
  'sip:a%20b@x.example.',
  'Anonymous',
  'unavailable',
  '*',
  '+1555*',
  '*3334444',
  's*',
  'sip:*@x.example',
  '*@x.example;transport=udp',
  'Anon*',
])('the party %s is taken', (pattern) => {
  expect(parsePolicy(matching({ to: pattern, from: [pattern] })).routes).toHaveLength(1);
});

it('applicationId and tag are texts of the user: anything is taken', () => {
  const match = { applicationId: '1555 333', tag: ['(555) 333-4444', 'caf\u00e9\u200b'] };
  expect(parsePolicy(matching(match)).routes[0]?.match).toEqual({
    applicationId: ['1555 333'],
    tag: ['(555) 333-4444', 'caf\u00e9\u200b'],
  });
});

it('a pattern is kept as composed characters, as the tag of a call may be written in either way', () => {
  expect(parsePolicy(matching({ tag: 'CAFE\u0301' })).routes[0]?.match.tag).toEqual(['caf\u00e9']);
});

it('a pattern that is no text is told once', () => {
  for (const to of [5, null, {}, true]) expect(refused(matching({ to })).mistakes).toHaveLength(1);
});
