import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { findRoute } from '../../../functions/recovery/route.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { policyWarnings, warningLines } from '../../../lib/policy/warnings.ts';

const destinations = ['sip:z@desk.example'];
const routesOf = (...matches: (object | undefined)[]): Policy =>
  parsePolicy({
    routes: matches.map((match, index) => ({ name: `r${index}`, ...(match && { match }), destinations })),
  });
const hidden = (...matches: (object | undefined)[]): string[] =>
  policyWarnings(routesOf(...matches)).map(({ path, text }) => `${path} ${text}`);
const by = (path: string, name: string, hiding: string) =>
  `${path} "${name}" is hidden: "${hiding}" before it matches every call that it matches`;

describe('a route that an earlier one hides', () => {
  it.each<[string, object | undefined, object | undefined]>([
    ['by taking every call', undefined, { tag: 'es' }],
    ['and both take every call', undefined, undefined],
    ['by {}', {}, { to: '+1555*' }],
    ['by the same text', { to: '+15551' }, { to: '+15551' }],
    ['by the same text in another case', { to: 'SIP:Support@*' }, { to: 'sip:support@*' }],
    ['by the same text composed', { tag: 'caf\u00e9' }, { tag: 'cafe\u0301' }],
    ['by a beginning of it', { to: '+1*' }, { to: '+15551' }],
    ['by a beginning of its beginning', { to: 'sip:*' }, { to: 'sip:support@*' }],
    ['by an end of its end', { from: '*.example' }, { from: 'sip:*@x.example' }],
    ['by both ends', { from: 'sip:*.example' }, { from: 'sip:a*@x.example' }],
    ['by any text', { tag: '*' }, { tag: ['a', '*b'] }],
    ['by one of several texts', { to: ['+44*', '+1*'] }, { to: ['+15551', '+4420'] }],
    ['which asks for more', { to: '+1*' }, { to: '+15551', tag: 'x' }],
  ])('%s', (_what, first, second) => {
    expect(hidden(first, second)).toEqual([by('routes[1]', 'r1', 'r0')]);
  });

  it.each<[string, object | undefined, object | undefined]>([
    ['takes every call', { to: '*' }, undefined],
    ['asks for less', { to: '+1*', tag: 'x' }, { to: '+15551' }],
    ['asks for another field', { tag: '*' }, { to: '*' }],
    ['has a wider text', { to: '+15551' }, { to: '+1*' }],
    ['has a longer text than both ends together', { tag: 'aba*aba' }, { tag: 'aba' }],
    ['has ends that fit only apart', { tag: 'ab*ba' }, { tag: 'aba*' }],
    ['has one text of its own', { to: '+1*' }, { to: ['+15551', '+4420'] }],
    ['has an end where the other has a beginning', { tag: 'a*' }, { tag: '*a' }],
  ])('is none that %s', (_what, first, second) => {
    expect(hidden(first, second)).toEqual([]);
  });

  it('is told once, whatever else hides it', () => {
    expect(hidden(undefined, { tag: 'a' }, undefined)).toEqual([
      by('routes[1]', 'r1', 'r0'),
      by('routes[2]', 'r2', 'r0'),
    ]);
  });

  it('takes no call, whatever the calls are', () => {
    const pattern = fc.constantFrom('a', 'b', 'a*', '*b', '*', 'a*b', 'ab*', '*ab', 'aba');
    const match = fc.record(
      { to: fc.uniqueArray(pattern, { minLength: 1 }), tag: pattern },
      { requiredKeys: [] },
    );
    const text = fc.stringMatching(/^[abA]{1,5}$/);
    const call = fc.record({ to: text, tag: text }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(match, { maxLength: 4 }), fc.array(call, { minLength: 20 }), (matches, calls) => {
        const policy = routesOf(...matches);
        const warned = new Set(policyWarnings(policy).map(({ path }) => path));
        for (const each of calls) {
          const found = findRoute(policy, undefined, each);
          if (found) expect(warned).not.toContain(`routes[${policy.routes.indexOf(found)}]`);
        }
      }),
    );
  });
});

describe('options of a destination', () => {
  const told = (file: object) =>
    policyWarnings(parsePolicy(file)).map(({ path, text }) => `${path}: ${text}`);
  const hours = { office: { timeZone: 'UTC', weekly: { mon: '09:00-17:00' } } };
  const route = (...options: unknown[]) => ({ name: 'a', destinations: options });
  const fast = { callTimeoutSeconds: 5, privacy: true };

  it('that <Refer> ignores are told, but for its hours', () => {
    const destinations = [{ to: 'sip:a@x', ...fast }, { to: 'sip:b@x', hours: 'always' }, 'sip:c@x'];
    expect(told({ routes: [route(...destinations)] })).toEqual([
      'routes[0].destinations[0]: a call to a SIP URI reaches it by <Refer>, which ignores "callTimeoutSeconds", "privacy": "by": "transfer" asks for a <Transfer>',
    ]);
  });

  it.each<[string, object]>([
    ['calls to a number are transferred', { ...route({ to: 'sip:a@x', ...fast }), match: { to: '+1555*' } }],
    ['targets that ring at once are transferred', route({ to: ['sip:a@x', 'sip:b@x'], ...fast })],
  ])('are used where %s', (_what, each) => expect(told({ routes: [each] })).toEqual([]));

  it('show a number to a caller who has none', () => {
    const to = { to: '+15557', callerId: '+15551' };
    expect(told({ routes: [route(to)] })).toEqual([]);
    expect(told({ routes: [route(to, '+15558')] })[0]).toContain('to +15558: set "callerId"');
  });

  it.each<[string, object, string[]]>([
    ['none', { hours, routes: [route('sip:a@x')] }, ['hours.office']],
    ['a route', { hours, routes: [{ ...route('sip:a@x'), hours: 'office' }] }, []],
    ['what a route is not', { hours, routes: [{ ...route('sip:a@x'), hours: { not: 'office' } }] }, []],
    ['a destination', { hours, routes: [route({ to: 'sip:a@x', hours: 'office' })] }, []],
    [
      'what a destination is not',
      { hours, routes: [route({ to: 'sip:a@x', hours: { not: 'office' } })] },
      [],
    ],
  ])('hours are told that are those of %s', (_whose, file, paths) => {
    expect(told(file)).toEqual(
      paths.map((path) => `${path}: neither a route nor a destination has these hours`),
    );
  });
});

describe('a <Transfer> to a number, from a caller who may have none', () => {
  const told = (match: object | undefined, file: object = {}, ...targets: unknown[]) =>
    policyWarnings(
      parsePolicy({
        routes: [
          { name: 'a', ...(match && { match }), destinations: targets.length > 0 ? targets : ['+15557'] },
        ],
        ...file,
      }),
    ).filter(({ path }) => path.endsWith('transfer'));
  const warning = {
    path: 'routes[0].transfer',
    text: 'a caller from a SIP URI has no number to show in a <Transfer> to +15557: set "callerId"',
  };

  it.each<[string, object | undefined]>([
    ['every call', undefined],
    ['calls with a tag', { tag: 'x' }],
    ['calls to a SIP URI', { to: 'sip:support@x.example' }],
    ['calls to any host', { to: ['+15551', 'sip:support@*'] }],
    ['calls to what ends in a host', { to: '*@x.example' }],
    ['calls to any text', { to: '*' }],
    ['calls from a SIP URI', { from: 'SIP:bob@*' }],
    ['calls from what begins with a letter of the scheme', { from: 's*' }],
  ])('with %s', (_what, match) => {
    expect(told(match)).toEqual([warning]);
  });

  it.each<[string, object]>([
    ['calls to a number', { to: '+15551' }],
    ['calls to numbers', { to: ['+1555*', '*4444'] }],
    ['calls from a number', { to: 'sip:support@*', from: '+44*' }],
    ['callers that are not told', { from: ['Anonymous', 'Restricted'] }],
  ])('is none with %s', (_what, match) => {
    expect(told(match)).toEqual([]);
  });

  it('is one in a ring group, and behind other destinations', () => {
    expect(told(undefined, {}, 'sip:a@x.example', ['sip:b@x.example', '+15557'])).toEqual([warning]);
  });

  it('is none with a caller id for all or of the route, or with SIP URIs only', () => {
    expect(told(undefined, { transfer: { callerId: '+15551' } })).toEqual([]);
    const transfer = { callerId: '+15551' };
    expect(told(undefined, { routes: [{ name: 'a', destinations: ['+15557'], transfer }] })).toEqual([]);
    expect(told(undefined, {}, 'sip:a@x.example')).toEqual([]);
  });
});

describe('a match that names a port or a parameter', () => {
  it.each([
    ['sip:support@x.example:5060', 'write "sip:support@*"'],
    ['sip:support@x.example;transport=udp', 'write "sip:support@*"'],
    ['sip:support@*:5060', 'write "sip:support@*"'],
    ['sip:support@[2001:db8::1]:5060', 'write "sip:support@*"'],
    ['sip:support@*;transport=udp', 'write "sip:support@*"'],
    ['sip:support@x.example?a=b', 'write "sip:support@*"'],
    ['sip:*@x.example:5060', 'leave them out'],
    ['*;transport=udp', 'leave them out'],
    ['sip:x.example:5060', 'leave them out'],
  ])('%s: %s', (pattern, advice) => {
    for (const field of ['to', 'from']) {
      expect(policyWarnings(routesOf({ [field]: pattern }))).toEqual([
        {
          path: `routes[0].match.${field}`,
          text: `"${pattern}" has a port or a parameter, and matches only calls with the same: ${advice}`,
        },
      ]);
    }
  });

  it.each([
    'sip:support@*',
    'sip:support@x.example',
    'sip:a:secret@x.example',
    'sip:+1555;phone-context=x@*',
    'sip:a@[2001:db8::1]',
    'sip:x.example',
    '*@x.example',
    '*',
    '+1555*',
    'anonymous',
  ])('is not %s', (pattern) => {
    expect(policyWarnings(routesOf({ to: pattern }))).toEqual([]);
  });

  it('is none of a tag', () => {
    expect(policyWarnings(routesOf({ tag: 'sip:support@x.example:5060' }))).toEqual([]);
  });
});

it.each([{}, { routes: [] }])('a policy without routes is told: %j', (file) => {
  expect(policyWarnings(parsePolicy(file))).toEqual([
    { path: 'routes', text: 'there is none: every call has the outcome "unrouted"' },
  ]);
});

it('twenty warnings are printed, of more the first twenty', () => {
  const lines = (count: number) => warningLines(routesOf(...Array(count + 1).fill(undefined)));
  expect(lines(20)).toHaveLength(20);
  expect(lines(20)[0]).toBe(by('routes[1]:', 'r1', 'r0'));
  expect(lines(22)).toEqual([...lines(20), 'and 2 more']);
});

describe('{context} in a prompt that nobody puts it into', () => {
  const prompt = { say: 'About {context}.' };
  const route = { name: 'a', destinations };

  it.each<[string, object]>([
    ['prompts.goodbye', { prompts: { goodbye: prompt } }],
    ['outcomes.busy[1].prompt', { outcomes: { busy: ['next', { step: 'goodbye', prompt }] } }],
    ['transfer.confirm.prompt', { transfer: { confirm: { prompt } } }],
    ['routes[0].prompts.next', { routes: [{ ...route, prompts: { next: prompt } }] }],
  ])('is told at %s', (path, file) => {
    expect(policyWarnings(parsePolicy({ routes: [route], ...file }))).toContainEqual({
      path,
      text: '"{context}" is read aloud as it stands: only in "announce" does the context take its place',
    });
  });

  it('is fine in an announcement', () => {
    expect(policyWarnings(parsePolicy({ routes: [{ ...route, announce: prompt }] }))).toEqual([]);
  });
});
