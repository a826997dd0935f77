import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const next = (prompt: object) => ({ prompts: { next: prompt } });
const play = 'https://x.example/a.wav';

const MARKUP = [
  '<speak>Goodbye.</speak>',
  '<speak version="1.1" xml:lang="en-US">Goodbye.',
  'Goodbye.</SPEAK>',
  'One moment.<break time="1s"/>',
  '<say-as interpret-as="date">today</say-as>',
  '<amazon:effect name="whispered">Hush.</amazon:effect>',
  '<p>We are closed.</p>',
  'Wait<break/>',
  '<?xml version="1.0"?>Goodbye.',
  '<!-- later -->Goodbye.',
  'Smith &amp; Sons',
  'caf&#233;',
  'caf&#xE9;',
];

describe('prompts that are refused', () => {
  it.each<[object, string]>([
    [{}, 'prompts.next: found {}, expected either "say" or "play"'],
    [{ say: 'x', play }, 'expected either "say" or "play"'],
    [{ play, voice: 'kate' }, 'only together with "say"'],
    [{ play, locale: 'en_US' }, 'only together with "say"'],
    [{ play, gender: 'male' }, 'only together with "say"'],
    [{ say: ' ' }, 'prompts.next.say: found " ", expected a text that is not blank'],
    ...['\u200b', '\u00ad\u202a', '\u2800 \u00a0', '\u3164', '\ufe0f', '\u{e0041}'].map(
      (say): [object, string] => [{ say }, 'expected a text that is not blank'],
    ),
    [{ say: 'a\u0007' }, 'expected a text without control characters'],
    [{ say: 'x'.repeat(4001) }, 'x…, expected a text of at most 4,000 characters'],
    [{ say: 'x', voice: 'jule' }, '…; did you mean "julie"?'],
    [{ say: 'x', locale: 5 }, 'found 5, expected one of "en_US", "en_UK", "en_GB", '],
    ...MARKUP.map((say): [object, string] => [
      { say },
      'expected plain text: SSML and XML, such as <speak> or &amp;, would be read aloud as it stands',
    ]),
  ])('%j', (prompt, expected) => {
    expect(refused(next(prompt)).message).toContain(expected);
  });
});

it.each([
  ...['de', 'es_MX', 'en_UK', 'en_GB_WLS', 'cmn-CN'].map((locale) => ({ say: 'x', locale })),
  ...[
    'Désolés\u00a0!',
    'می\u200cروم',
    '👩\u200d🚒',
    '\u202bשלום\u202c',
    'a < b > c',
    '<3',
    'Smith & Sons; press <1>',
    'R&D;',
    'Bye <now>',
    '<price>',
  ].map((say) => ({ say })),
])('%j is taken as it is', (prompt) => {
  expect(parsePolicy(next(prompt)).prompts.next).toEqual(prompt);
});

describe('a prompt that is no object', () => {
  const expected =
    'an object such as { "say": "Goodbye." } or { "play": "https://media.example.com/bye.wav" }';

  it.each<[string, object]>([
    ['of a policy', { prompts: { goodbye: 'Bye.' } }],
    ['of a route', { routes: [{ name: 'a', destinations: ['sip:a@x'], prompts: { goodbye: ['Bye.'] } }] }],
    ['of a step', { outcomes: { busy: [{ step: 'next', prompt: 5 }] } }],
  ])('%s', (_where, file) => {
    expect(refused(file).mistakes).toMatchObject([{ expected }]);
  });
});
