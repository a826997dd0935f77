import { expect, it } from 'vitest';
import { endWarnings } from '../../../lib/policy/end-warnings.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const route = { name: 'a', destinations: ['+15551'] };
const told = (file: object): string[] =>
  endWarnings(parsePolicy(file)).map(({ path, text }) => `${path}: ${text.replace(/, for which.*/, '')}`);

it.each<[string, object, string[]]>([
  [
    'some outcomes',
    { outcomes: { busy: ['next', 'voicemail'], 'no-answer': ['voicemail'] }, routes: [route] },
    [
      'outcomes: a caller can leave a message after busy, no-answer, and hears goodbye after declined, throttled, misconfigured, cancelled, failed',
    ],
  ],
  [
    'a route alone',
    { routes: [{ ...route, outcomes: { busy: ['voicemail'], otherwise: ['next'] } }] },
    [
      'routes[0].outcomes: a caller can leave a message after busy, and hears goodbye after no-answer, declined, throttled, misconfigured, cancelled, failed',
    ],
  ],
  [
    'one outcome that only <Refer> has, of a second route',
    {
      outcomes: { otherwise: ['voicemail'], unreachable: ['next'] },
      routes: [
        { ...route, match: { tag: 'x' } },
        { name: 'b', destinations: ['sip:a@x'] },
      ],
    },
    [
      'outcomes: a caller can leave a message after busy, no-answer, declined, throttled, misconfigured, cancelled, failed, unavailable, refused, unconfirmed, and hears goodbye after unreachable',
    ],
  ],
])('a message after %s, and else a goodbye that nobody wrote, is told', (_what, file, expected) => {
  expect(told(file)).toEqual(expected);
});

it.each<[string, object]>([
  ['there is no message', { routes: [route] }],
  ['otherwise has the message', { outcomes: { otherwise: ['next', 'voicemail'] }, routes: [route] }],
  [
    'the goodbye is written',
    { outcomes: { otherwise: ['voicemail'], declined: ['goodbye'], busy: ['hangup'] }, routes: [route] },
  ],
  [
    'the others go elsewhere',
    {
      outcomes: { otherwise: [{ step: 'redirect', url: 'https://x.example/' }], busy: ['voicemail'] },
      routes: [route],
    },
  ],
  [
    'the others cannot be',
    { outcomes: { otherwise: ['voicemail'], refused: ['next'], 'not-accepted': ['next'] }, routes: [route] },
  ],
])('nothing is told where %s', (_where, file) => expect(told(file)).toEqual([]));
