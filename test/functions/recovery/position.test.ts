import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHandOff } from '../../../functions/recovery/hand-off.ts';
import type { Route } from '../../../functions/recovery/policy.ts';
import { mentions, positionOf } from '../../../functions/recovery/position.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const destinations = [
  'sip:alice@desk.example.com',
  'sip:ben@desk.example.com;transport=tls;lr',
  ['+15556667777', '+15556667778', 'sip:ben@desk.example.com'],
  '+15556667778',
];
const route = parsePolicy({ routes: [{ name: 'desk', destinations }] }).routes[0] as Route;

describe('positionOf', () => {
  it.each<[string, [string, ...string[]], number]>([
    ['the same text', ['sip:alice@desk.example.com'], 0],
    ['another spelling', ['SIP:ben@DESK.example.com;LR;Transport=tls'], 1],
    ['a group', ['+15556667777', '+15556667778', 'sip:ben@desk.example.com'], 2],
    ['a group in another order', ['sip:ben@Desk.example.com', '+15556667778', '+15556667777'], 2],
    ['one leg of a group', ['+15556667777'], 2],
    ['one leg of a group in another spelling', ['sip:ben@DESK.example.com'], 2],
    ['some legs of a group', ['sip:ben@desk.example.com', '+15556667777'], 2],
    ['a target that is a destination of its own as well', ['+15556667778'], 3],
    ['a target of no route', ['sip:carl@desk.example.com'], -1],
    ['legs of which one is a stranger', ['+15556667777', '+15550000000'], -1],
  ])('finds %s', (_what, tried, position) => {
    expect(positionOf(route, { targets: tried })).toBe(position);
  });
});

describe('a target that somebody spelled otherwise', () => {
  const anyCase = (text: string) =>
    fc
      .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
      .map((upper) => [...text].map((c, at) => (upper[at] ? c.toUpperCase() : c)).join(''));
  const escaped = (text: string) =>
    fc
      .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
      .map((hex) => [...text].map((c, at) => (hex[at] ? `%${c.charCodeAt(0).toString(16)}` : c)).join(''));
  const wrapped = (uri: string) => fc.constantFrom(uri, `<${uri}>`, ` ${uri} `, `"Ben" <${uri}>`);
  const spelled = fc
    .tuple(
      anyCase('sip'),
      escaped('ben.1'),
      anyCase('desk.example.com'),
      anyCase('transport'),
      fc.shuffledSubarray(['a', 'b=c'], { minLength: 2 }),
    )
    .chain(([scheme, user, host, name, [one, other]]) =>
      wrapped(`${scheme}:${user}@${host}:5070;${one};${name}=tls;${other}`),
    );

  it('is found all the same, however it travelled in the URL', () => {
    const ben = 'sip:ben.1@desk.example.com:5070;transport=tls;a;b=c';
    const ring = {
      ...route,
      destinations: ['+15550009999', ben, '+15550008888'].map((each) => ({ targets: [each] as const })),
    };
    fc.assert(
      fc.property(spelled, (text) => {
        const { destination } = readHandOff(new URLSearchParams({ destination: text }));
        expect(destination && positionOf(ring, destination)).toBe(1);
      }),
    );
  });
});

describe('mentions', () => {
  const ben = ['sip:ben@desk.example.com:5061;transport=tls'] as const;
  const mobile = ['+15556667777'] as const;

  it.each([
    ['"sip:ben@desk.example.com"', ben],
    ['sips:ben@DESK.example.com', ben],
    ['sip%3Aben%40desk.example.com', ben],
    ['sip%253Aben%2540desk.example.com', ben],
    ['x sip:ben@desk.example.com:5060 y', ben],
    ['call ben@desk.example.com, or reuben@desk.example.com', ben],
    ['reuben@desk.example.com, then ben@desk.example.com', ben],
    ['1 (555) 666-7777', mobile],
    ['sips:+15556667777@gw.example.com', mobile],
    ['tel:+1-555-666-7777;ext=3', mobile],
    ['sips:alice@desk.example.com', ['+15550001111', 'sip:alice@desk.example.com'] as const],
    ['sips:a%2fb@x.example', ['sip:a%2Fb@x.example'] as const],
  ])('%j names %j', (text, destination) => {
    expect(mentions(text)({ targets: destination })).toBe(true);
  });

  it.each([
    ['', ben],
    ['sips:reuben@desk.example.com', ben],
    ['sips:ben@desk.example.community', ben],
    ['sips:ben@desk.example.com.evil.example', ben],
    ['sips:a.ben@desk.example.com', ben],
    ['555 666 7777', mobile],
    ['sips:ben@desk.example.com', ['sip:desk.example.com'] as const],
  ])('%j does not name %j', (text, destination) => {
    expect(mentions(text)({ targets: destination })).toBe(false);
  });
});

describe('destinations that are alike', () => {
  const [first, second]: [string, string] = ['sip:ann@desk.example.com;lr', 'sip:ann@desk.example.com;LR'];
  const twins = { ...route, destinations: [{ targets: [first] }, { targets: [second] }] } as unknown as Route;
  const group = {
    ...route,
    destinations: [{ targets: [first, '+15556667777'] }, { targets: [first] }],
  } as unknown as Route;

  it('are told apart by their text, as the URL has it', () => {
    expect([first, second].map((text) => positionOf(twins, { targets: [text] }))).toEqual([0, 1]);
    expect(positionOf(twins, { targets: ['sip:ann@DESK.example.com;lr'] })).toBe(0);
  });

  it('are found whole before a group that one is of', () => {
    expect(positionOf(group, { targets: [second] })).toBe(1);
  });
});

it('a text that was escaped up to three times is read, and no more often', () => {
  const escaped = (times: number) =>
    Array.from({ length: times }).reduce<string>(
      (text) => text.replaceAll('%', '%25').replace('@', '%40'),
      'to sip:alice@desk.example.com',
    );
  const isMentioned = (times: number) =>
    mentions(escaped(times))({ targets: ['sip:alice@desk.example.com'] });
  expect([0, 1, 2, 3, 4].map(isMentioned)).toEqual([true, true, true, true, false]);
});
