import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { policyWarnings } from '../../../lib/policy/warnings.ts';

const told = (file: object): string[] =>
  policyWarnings(parsePolicy(file))
    .filter(({ path }) => path.startsWith('prompts.'))
    .map(
      ({ path, text }) =>
        `${path} ${text.replace('it is not written, and callers hear the built-in English text ', '')}`,
    );

const say = 'Auf Wiederhören.';
const GOODBYE = { prompts: { goodbye: { say } } };
const route = { name: 'a', destinations: ['+15551'] };
const office = { timeZone: 'UTC', weekly: { 'mon-fri': '09:00-17:00' } };
const TRANSFER = 'busy, no-answer, declined, throttled, misconfigured, cancelled, failed';

describe('a built-in English text', () => {
  it.each<[string, object, string[]]>([
    [
      'out of hours',
      { hours: { office }, routes: [{ ...route, hours: 'office' }], ...GOODBYE },
      ['prompts.closed where no destination is open'],
    ],
    [
      'after a failure',
      { routes: [route], prompts: { next: { say } } },
      [`prompts.goodbye after ${TRANSFER}`],
    ],
    [
      'around a message',
      { routes: [route], ...GOODBYE, outcomes: { otherwise: ['voicemail'] } },
      [`prompts.voicemail after ${TRANSFER}`, 'prompts.recorded after a message'],
    ],
    [
      'of one who left no message',
      {
        routes: [route],
        prompts: { voicemail: { say }, recorded: { say } },
        outcomes: { otherwise: ['voicemail'] },
      },
      ['prompts.goodbye where no message was left'],
    ],
    [
      'where no route takes the call',
      { routes: [{ ...route, match: { tag: 'x' }, ...GOODBYE }] },
      ['prompts.goodbye where no route takes the call'],
    ],
    [
      'in a language that only the voice tells',
      { voice: 'katrin', routes: [route] },
      [`prompts.goodbye after ${TRANSFER}`],
    ],
    [
      'in one of two routes',
      {
        routes: [
          { ...route, match: { tag: 'x' }, ...GOODBYE },
          { ...route, name: 'b', outcomes: { otherwise: ['hangup'] } },
        ],
        outcomes: { completed: ['goodbye'] },
      },
      ['prompts.goodbye after completed (route b)'],
    ],
    [
      'beside a prompt of a step',
      {
        routes: [route],
        outcomes: {
          otherwise: ['next', 'hangup'],
          busy: [{ step: 'hangup', prompt: { say } }],
          completed: ['goodbye'],
        },
      },
      ['prompts.goodbye after completed'],
    ],
  ])('is told: %s', (_when, file, expected) => expect(told(file)).toEqual(expected));

  it.each<[string, object]>([
    ['where nothing is written at all', { hours: { office }, routes: [{ ...route, hours: 'office' }] }],
    ['where the language is English', { voice: 'paul', routes: [route] }],
    ['where it is written', { routes: [route], ...GOODBYE }],
    ['where every route has it', { routes: [{ ...route, ...GOODBYE }] }],
    [
      'which no step reaches',
      { routes: [route], prompts: { next: { say } }, outcomes: { otherwise: ['next', 'hangup'] } },
    ],
    [
      'which only a step of another verb reaches',
      {
        routes: [route],
        prompts: { next: { say } },
        outcomes: { otherwise: ['hangup'], refused: ['goodbye'] },
      },
    ],
  ])('is not: %s', (_where, file) => expect(told(file)).toEqual([]));
});

it('names three routes of many', () => {
  const routes = Array.from({ length: 5 }, (_, index) => ({
    ...route,
    name: `r${index}`,
    match: { tag: `${index}` },
    ...(index > 0 && { outcomes: { completed: ['goodbye'] } }),
  }));
  const outcomes = { otherwise: ['hangup'], unrouted: ['hangup'] };
  expect(told({ routes, outcomes, prompts: { next: { say } } })).toEqual([
    'prompts.goodbye after completed (route r1, r2, r3 and 1 more)',
  ]);
});

it.each<[string, object, object, string[]]>([
  ['who presses the built-in key', { voice: 'katrin' }, { confirm: true }, ['routes[0]']],
  ['who presses another', GOODBYE, { confirm: { key: '5' } }, ['routes[0]']],
  ['who is asked in words of the policy', GOODBYE, { confirm: { prompt: { say: 'Bitte die 1.' } } }, []],
  ['of a policy without words', {}, { confirm: true }, []],
  ['who is not asked', GOODBYE, {}, []],
])('a callee %s is told', (_who, everywhere, asked, paths) => {
  const warnings = policyWarnings(parsePolicy({ ...everywhere, routes: [{ ...route, ...asked }] }));
  const callees = warnings.filter(({ text }) => text.startsWith('callees are asked in the built-in English'));
  expect(callees.map(({ path }) => path)).toEqual(paths);
});
