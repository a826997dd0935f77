import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

describe('prompts that are refused', () => {
  it.each<[string, unknown, string]>([
    [
      'a prompt of nothing',
      { prompts: { goodbye: {} } },
      '  prompts.goodbye: found {}, expected either "say" or "play"',
    ],
    [
      'a prompt of both',
      { prompts: { goodbye: { say: 'x', play: 'https://x.example/a.wav' } } },
      'expected either "say" or "play"',
    ],
    [
      'a voice beside a file',
      { prompts: { next: { play: 'https://x.example/a.wav', voice: 'kate' } } },
      'beside "say" only',
    ],
    [
      'a blank text',
      { prompts: { next: { say: ' ' } } },
      '  prompts.next.say: found " ", expected a text that is not blank',
    ],
    ...['\u200b', '\u00ad\u202a', '\u2800 \u00a0', '\u3164', '\ufe0f', '\u{e0041}'].map(
      (say): [string, unknown, string] => [
        `a text of invisible characters: ${JSON.stringify(say)}`,
        { prompts: { next: { say } } },
        'expected a text that is not blank',
      ],
    ),
    [
      'a control character',
      { prompts: { next: { say: 'a\u0007' } } },
      'expected a text without control characters',
    ],
    [
      'a text that takes a caller minutes',
      { prompts: { next: { say: 'x'.repeat(4001) } } },
      'x…, expected a text of at most 4,000 characters',
    ],
    ['an unknown voice', { prompts: { next: { say: 'x', voice: 'jule' } } }, '…; did you mean "julie"?'],
    [
      'a locale that is none',
      { prompts: { next: { say: 'x', locale: 'english' } } },
      'expected a locale such as "en_US"',
    ],
    [
      'a locale that is no text',
      { prompts: { next: { say: 'x', locale: 5 } } },
      'found 5, expected a locale such as "en_US"',
    ],
  ])('%s', (_mistake, input, expected) => {
    expect(refused(input).message).toContain(expected);
  });
});

it.each(['en', 'es_MX', 'en-US', 'fil_PH'])('the locale %s is taken', (locale) => {
  const next = { say: 'x', locale };
  expect(parsePolicy({ prompts: { next } }).prompts.next).toEqual(next);
});

it.each(['Désolés\u00a0!', 'می\u200cروم', '👩\u200d🚒', '\u202bשלום\u202c'])(
  '%s is taken as it is',
  (say) => {
    expect(parsePolicy({ prompts: { next: { say } } }).prompts.next).toEqual({ say });
  },
);
