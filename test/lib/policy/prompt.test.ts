import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const next = (prompt: object) => ({ prompts: { next: prompt } });
const play = 'https://x.example/a.wav';

describe('prompts that are refused', () => {
  it.each<[object, string]>([
    [{}, 'prompts.next: found {}, expected either "say" or "play"'],
    [{ say: 'x', play }, 'expected either "say" or "play"'],
    [{ play, voice: 'kate' }, 'only together with "say"'],
    [{ play, locale: 'en' }, 'only together with "say"'],
    [{ play, gender: 'male' }, 'only together with "say"'],
    [{ say: ' ' }, 'prompts.next.say: found " ", expected a text that is not blank'],
    ...['\u200b', '\u00ad\u202a', '\u2800 \u00a0', '\u3164', '\ufe0f', '\u{e0041}'].map(
      (say): [object, string] => [{ say }, 'expected a text that is not blank'],
    ),
    [{ say: 'a\u0007' }, 'expected a text without control characters'],
    [{ say: 'x'.repeat(4001) }, 'x…, expected a text of at most 4,000 characters'],
    [{ say: 'x', voice: 'jule' }, '…; did you mean "julie"?'],
    [{ say: 'x', locale: 'english' }, 'expected a locale such as "en_US"'],
    [{ say: 'x', locale: 5 }, 'found 5, expected a locale such as "en_US"'],
  ])('%j', (prompt, expected) => {
    expect(refused(next(prompt)).message).toContain(expected);
  });
});

it.each([
  ...['en', 'es_MX', 'en-US', 'fil_PH'].map((locale) => ({ say: 'x', locale })),
  ...['Désolés\u00a0!', 'می\u200cروم', '👩\u200d🚒', '\u202bשלום\u202c'].map((say) => ({ say })),
])('%j is taken as it is', (prompt) => {
  expect(parsePolicy(next(prompt)).prompts.next).toEqual(prompt);
});
