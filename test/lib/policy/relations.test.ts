import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

type Told = readonly [path: string, found: unknown];

const told = (input: unknown): Told[] =>
  refused(input).mistakes.map(({ path, found }) => [path, JSON.parse(found)]);

const expectations = (input: unknown): string[] => refused(input).mistakes.map(({ expected }) => expected);

const route = (name: string, changes: object = {}) => ({
  name,
  destinations: ['sip:a@x.example'],
  ...changes,
});
const to = (...destinations: unknown[]) => ({ routes: [route('a', { destinations })] });
const at = (place: string) => `routes[0].destinations${place}`;

describe('the same destination twice in a route', () => {
  it.each<[string, unknown[], Told[]]>([
    ['as it was', ['sip:a@x', 'sip:b@x', 'sip:a@x'], [[at('[2]'), 'sip:a@x']]],
    ['thrice', Array(3).fill('sip:a@x'), ['[1]', '[2]'].map((place) => [at(place), 'sip:a@x'])],
    ['with the host in another case', ['sip:a@x', 'sip:a@X'], [[at('[1]'), 'sip:a@X']]],
    ['with a character escaped', ['sip:a@x', 'sip:%61@x'], [[at('[1]'), 'sip:%61@x']]],
    ['with options', ['sip:a@x', { to: 'sip:a@x', hours: 'always' }], [[`${at('[1]')}.to`, 'sip:a@x']]],
    ['with its parameters mixed', ['sip:a@x;b=1;c', 'sip:a@x;c;B=1'], [[at('[1]'), 'sip:a@x;c;B=1']]],
    ['as a list of one', ['sip:a@x', ['sip:a@x']], [[at('[1]'), ['sip:a@x']]]],
    [
      'as a list in another order',
      [
        ['sip:a@x', '+15550001111'],
        ['+15550001111', 'sip:a@X'],
      ],
      [[at('[1]'), ['+15550001111', 'sip:a@X']]],
    ],
  ])('%s', (_what, destinations, expected) => {
    expect(told(to(...destinations))).toEqual(expected);
    expect(new Set(expectations(to(...destinations)))).toEqual(
      new Set(['each destination only once: "retry" tries it again']),
    );
  });

  it('is none where user, port or a list differs', () => {
    const destinations = ['sip:a@x', 'sip:A@x', 'sip:a@x:5060', ['sip:a@x', 'sip:b@x'], 'sip:b@x'];
    expect(parsePolicy(to(...destinations)).routes[0]?.destinations).toHaveLength(5);
  });

  it('is none in two routes', () => {
    expect(parsePolicy({ routes: [route('a'), route('b')] }).routes).toHaveLength(2);
  });
});

it('the same target twice among those that ring at once', () => {
  expect(told(to(['sip:a@x', '+15550001111', 'sip:a@X', '+15550001111']))).toEqual([
    [at('[0][2]'), 'sip:a@X'],
    [at('[0][3]'), '+15550001111'],
  ]);
  expect(expectations(to(['sip:a@x', 'sip:a@x']))).toEqual(['each target only once']);
});

it('the same name twice, where it stands again', () => {
  expect(told({ routes: [route('a'), route('b'), route('a')] })).toEqual([['routes[2].name', 'a']]);
});

describe('a destination that its own route matches', () => {
  const matching = (match: unknown, ...destinations: unknown[]) => ({
    routes: [route('a', { match: { to: match }, destinations })],
  });

  it.each<[string, unknown, unknown[], Told]>([
    ['a number', '+15553334444', ['sip:a@x', '+15553334444'], [at('[1]'), '+15553334444']],
    ['one of several', ['+15551', '+15552'], ['+15552'], [at('[0]'), '+15552']],
    ['in a ring group', '+15552', [['sip:a@x', '+15552']], [at('[0][1]'), '+15552']],
    ['a SIP URI', 'sip:desk@x', ['sip:desk@x'], [at('[0]'), 'sip:desk@x']],
    ['a SIP URI in another case', 'SIP:Desk@X', ['sip:desk@x'], [at('[0]'), 'sip:desk@x']],
    ['a SIP URI with an escape', 'sip:desk@x', ['sip:%64esk@x'], [at('[0]'), 'sip:%64esk@x']],
  ])('%s', (_what, match, destinations, expected) => {
    expect(told(matching(match, ...destinations))).toEqual([expected]);
    expect(expectations(matching(match, ...destinations))).toEqual([
      'a target that its own route does not match: the call would come back',
    ]);
  });

  it('is none with a *, with another port, of another route or as the caller', () => {
    for (const match of ['+1555*', 'sip:a@x:5060', '*', ['sip:*@x', '+15559']]) {
      expect(parsePolicy(matching(match, '+15551', 'sip:a@x')).routes).toHaveLength(1);
    }
    const other = [route('b', { match: { to: '+15551' } }), route('c', { destinations: ['+15551'] })];
    expect(parsePolicy({ routes: other }).routes).toHaveLength(2);
    const from = route('a', { match: { from: '+15551' }, destinations: ['+15551'] });
    expect(parsePolicy({ routes: [from] }).routes).toHaveLength(1);
  });
});

describe('privacy with a name that Bandwidth refuses beside it', () => {
  const PRIVACY =
    'the "callerDisplayName" Restricted, Anonymous, Private or Unavailable together with "privacy"';
  const ann = { callerDisplayName: 'Ann' };
  const ben = { callerDisplayName: 'Ben' };
  const hidden = { privacy: true };

  it.each<[string, object | undefined, object | undefined, string[]]>([
    ['both for all routes', { ...hidden, ...ann }, undefined, ['transfer']],
    ['both of the route', undefined, { ...hidden, ...ann }, ['routes[0].transfer']],
    ['privacy for all, the name of the route', hidden, ann, ['routes[0].transfer']],
    ['the name for all, privacy of the route', ann, hidden, ['routes[0].transfer']],
    ['both for all, told once', { ...hidden, ...ann }, hidden, ['transfer']],
    ['both for all, and nothing of it in the route', { ...hidden, ...ann }, {}, ['transfer']],
    ['two names', { ...hidden, ...ann }, ben, ['transfer', 'routes[0].transfer']],
    ['names by their case', undefined, { ...hidden, callerDisplayName: 'private' }, ['routes[0].transfer']],
  ])('%s', (_what, everywhere, own, paths) => {
    const file = {
      ...(everywhere && { transfer: everywhere }),
      routes: [route('a', { ...(own && { transfer: own }) })],
    };
    expect(told(file).map(([path]) => path)).toEqual(paths);
    expect(new Set(expectations(file))).toEqual(new Set([PRIVACY]));
  });

  it.each<[string, object | undefined, object | undefined, object, string[]]>([
    ['both of a destination', undefined, undefined, { ...hidden, ...ann }, [at('[1]')]],
    ['privacy for all, the name of a destination', hidden, undefined, ann, [at('[1]')]],
    ['the name of the route, privacy of a destination', undefined, ann, hidden, [at('[1]')]],
    ['both of the route, told once', undefined, { ...hidden, ...ann }, hidden, ['routes[0].transfer']],
    ['both for all, told once', { ...hidden, ...ann }, undefined, { callTimeoutSeconds: 5 }, ['transfer']],
    ['another name', undefined, { ...hidden, ...ann }, ben, ['routes[0].transfer', at('[1]')]],
  ])('%s, in a destination with options', (_what, everywhere, own, options, paths) => {
    const destinations = ['sip:a@x.example', { to: 'sip:b@x.example', ...options }];
    const file = {
      ...(everywhere && { transfer: everywhere }),
      routes: [route('a', { destinations, ...(own && { transfer: own }) })],
    };
    expect(told(file).map(([path]) => path)).toEqual(paths);
    expect(new Set(expectations(file))).toEqual(new Set([PRIVACY]));
  });

  it('is none in a destination that shows the number, or has another name', () => {
    const destinations = [
      { to: 'sip:a@x.example', privacy: false, ...ann },
      { to: 'sip:b@x.example', callerDisplayName: 'Restricted' },
    ];
    expect(parsePolicy({ transfer: hidden, routes: [route('a', { destinations })] }).routes).toHaveLength(1);
  });

  it('shows what comes together', () => {
    expect(told({ transfer: hidden, routes: [route('a', { transfer: ann })] })).toEqual([
      ['routes[0].transfer', { privacy: true, callerDisplayName: 'Ann' }],
    ]);
  });

  it.each<[string, object, object]>([
    ['one of the four', hidden, { callerDisplayName: 'Anonymous' }],
    ['no privacy in the route', { ...hidden }, { privacy: false, ...ann }],
    ['a name that the route replaces', ann, { ...hidden, callerDisplayName: 'Restricted' }],
    ['no name', hidden, { callTimeoutSeconds: 5 }],
  ])('is none with %s', (_what, everywhere, own) => {
    const file = { transfer: everywhere, routes: [route('a', { transfer: own })] };
    expect(parsePolicy(file).routes).toHaveLength(1);
  });
});

describe('one mistake is told once', () => {
  it.each<[string, unknown, string[]]>([
    [
      'a name that is wrong twice',
      { routes: [route('a b'), route('a b')] },
      ['routes[0].name', 'routes[1].name'],
    ],
    [
      'a name that is blank, with privacy',
      { transfer: { privacy: true, callerDisplayName: '\u200b' } },
      ['transfer.callerDisplayName'],
    ],
    ['a wrong target twice', to('x', 'x'), [at('[0]'), at('[1]')]],
    ['a key that is misspelt', { routes: [{ nmae: 'a', destinations: ['sip:a@x'] }] }, ['routes[0].nmae']],
  ])('%s', (_what, input, paths) => {
    expect(refused(input).mistakes.map(({ path }) => path)).toEqual(paths);
  });

  it('a key that is missing beside an unknown one is told, too', () => {
    const paths = refused({ routes: [{ vioce: 'julie', destinations: ['sip:a@x'] }] }).mistakes;
    expect(paths.map(({ path }) => path)).toEqual(['routes[0].name', 'routes[0].vioce']);
  });
});

it('what single values and several show is told at once', () => {
  const first = route('a', { destinations: ['x', 'sip:a@x', 'sip:a@X'], prompts: { next: {} } });
  expect(
    refused({ limits: { attempts: 0 }, routes: [first, route('a')] }).mistakes.map(({ path }) => path),
  ).toEqual([
    'limits.attempts',
    'routes[0].destinations[0]',
    'routes[0].prompts.next',
    'routes[1].name',
    'routes[0].destinations[2]',
  ]);
});

it('what is nested deeper than can be shown is still a mistake', () => {
  const limits = JSON.parse(`{"attempts":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  expect(refused({ limits }).mistakes).toMatchObject([
    { path: 'limits.attempts', found: 'a value nested too deep to show' },
  ]);
});
