import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originOf } from '../../../lib/policy/origin.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { BUILT_IN, FOREIGN } from '../../../lib/policy/speaker.ts';
import { policyFile } from '../../functions/recovery/arbitraries.ts';
import { refusedByBoth, validate } from './refused.ts';

const say = 'Einen Moment, bitte.';
const spoken = (everywhere: object, ofRoute: object, own: object) =>
  parsePolicy({
    ...everywhere,
    routes: [{ name: 'r', destinations: ['+15551'], ...ofRoute, prompts: { next: { say, ...own } } }],
  }).routes[0]?.prompts.next;

describe('a prompt is spoken', () => {
  it.each<[string, object, object, object, object]>([
    ['as Bandwidth has it, where nothing is said', {}, {}, {}, {}],
    ['by the voice of the policy', { voice: 'katrin' }, {}, {}, { voice: 'katrin' }],
    [
      'by the voice of its route before that',
      { voice: 'julie' },
      { voice: 'katrin' },
      {},
      { voice: 'katrin' },
    ],
    [
      'by its own before that',
      { voice: 'julie' },
      { voice: 'lupe' },
      { voice: 'katrin' },
      { voice: 'katrin' },
    ],
    ['in the language of the policy', { locale: 'de' }, {}, {}, { locale: 'de' }],
    [
      'by a gender said elsewhere',
      { locale: 'de' },
      { gender: 'male' },
      {},
      { locale: 'de', gender: 'male' },
    ],
    [
      'in its own language',
      { locale: 'fr', gender: 'male' },
      {},
      { locale: 'de' },
      { locale: 'de', gender: 'male' },
    ],
    ['by no voice of another language', { voice: 'jolie' }, { locale: 'de' }, {}, { locale: 'de' }],
    [
      'by the voice of its language',
      { voice: 'katrin' },
      { locale: 'de' },
      {},
      { voice: 'katrin', locale: 'de' },
    ],
    [
      'by another gender in the language of a voice',
      { voice: 'katrin' },
      {},
      { gender: 'male' },
      { locale: 'de', gender: 'male' },
    ],
    ['by its voice alone', { locale: 'fr', gender: 'male' }, {}, { voice: 'katrin' }, { voice: 'katrin' }],
  ])('%s', (_how, everywhere, ofRoute, own, expected) => {
    expect(spoken(everywhere, ofRoute, own)).toEqual({ say, ...expected });
  });

  it('and a file is not', () => {
    const play = 'https://media.example.com/bye.wav';
    expect(parsePolicy({ voice: 'katrin', prompts: { goodbye: { play } } }).prompts.goodbye).toEqual({
      play,
    });
  });
});

/** All prompts in a value that are spoken. */
const promptsIn = (value: unknown): { say: string; voice?: string; locale?: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  return 'say' in value ? [value as never] : Object.values(value).flatMap(promptsIn);
};

it('every prompt of a policy, whatever it is for, has a speaker beneath a voice, and built-in ones where it is English', () => {
  const everywhere = {
    transfer: { announce: { say }, confirm: { prompt: { say } } },
    outcomes: {
      otherwise: [
        { step: 'next', prompt: { say } },
        { step: 'goodbye', prompt: { say } },
      ],
    },
    prompts: { begin: { say } },
  };
  const destinations = [
    { to: '+15551', announce: { say }, confirm: { prompt: { say } } },
    { to: '+15552', confirm: true },
  ];
  const file = { ...everywhere, routes: [{ name: 'r', destinations, ...everywhere }] };
  const builtIn = (voice: string) =>
    promptsIn(parsePolicy({ voice, ...file })).filter((each) =>
      [BUILT_IN, FOREIGN].includes(originOf(each) ?? ''),
    );
  const german = promptsIn(parsePolicy({ voice: 'katrin', ...file })).filter((each) => each.say === say);
  expect(german.length).toBeGreaterThan(50);
  for (const { voice } of german) expect(voice).toBe('katrin');
  expect(builtIn('katrin').map(({ voice }) => voice)).toEqual(Array(5).fill(undefined));
  expect(builtIn('paul').map(({ voice }) => voice)).toEqual(Array(5).fill('paul'));
});

it('a voice changes who speaks in a policy, and nothing else', () => {
  const speaker = fc.constantFrom({}, { voice: 'katrin' }, { locale: 'fr' }, { gender: 'male' });
  fc.assert(
    fc.property(policyFile, speaker, speaker, (file, wide, near) => {
      const routes = (file.routes ?? []).map((route) => ({ ...route, ...near }));
      const text = (policy: unknown) =>
        JSON.stringify(policy, (key, value) =>
          ['voice', 'locale', 'gender'].includes(key) ? undefined : value,
        );
      expect(text(parsePolicy({ ...file, ...wide, routes }))).toBe(text(parsePolicy(file)));
    }),
  );
});

it('is checked, and completed, wherever it stands', () => {
  const wrong = { voice: 'katrn', locale: 'de-DE', gender: 'f' };
  const route = { name: 'r', destinations: ['+15551'] };
  const { mistakes } = refusedByBoth({ ...wrong, routes: [{ ...route, ...wrong }] });
  expect(mistakes.map(({ path, expected }) => [path, /mean "(.*)"/.exec(expected)?.[1]])).toEqual(
    ['routes[0].', ''].flatMap((path) => [
      [`${path}voice`, 'katrin'],
      [`${path}locale`, 'de'],
      [`${path}gender`, undefined],
    ]),
  );
  const right = { voice: 'katrin', locale: 'de', gender: 'female' };
  expect(validate({ ...right, routes: [{ ...route, ...right }] })).toBe(true);
});
