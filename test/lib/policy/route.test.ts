import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const destinations = ['sip:a@x.example'];

describe('routes and transfers that are refused', () => {
  it.each<[string, unknown, string]>([
    [
      'too long a ringing',
      { transfer: { callTimeoutSeconds: 301 } },
      '  transfer.callTimeoutSeconds: found 301, expected a number of seconds from 1 to 300',
    ],
    ['a caller id that is none', { transfer: { callerId: '5551234567' } }, 'expected an E.164 number'],
    [
      'a display name that privacy forbids',
      { transfer: { privacy: true, callerDisplayName: 'Bob' } },
      'Restricted, Anonymous, Private or Unavailable',
    ],
    [
      'too long a display name',
      { transfer: { callerDisplayName: 'x'.repeat(257) } },
      'expected a name of at most 256 characters',
    ],
    [
      'a route without a name',
      { routes: [{ destinations }] },
      '  routes[0].name: found nothing, expected the key "name"',
    ],
    [
      'a route name that is no word',
      { routes: [{ name: 'a b', destinations }] },
      '  routes[0].name: found "a b", expected a name of 1 to 64 letters',
    ],
    [
      'two routes of one name',
      {
        routes: [
          { name: 'a', destinations },
          { name: 'a', destinations },
        ],
      },
      'expected a name of its own for each route',
    ],
    [
      'a route to nowhere',
      { routes: [{ name: 'a', destinations: [] }] },
      '  routes[0].destinations: found [], expected at least one destination',
    ],
    [
      'a tel: URI',
      { routes: [{ name: 'a', destinations: ['tel:+15550001111'] }] },
      '  routes[0].destinations[0]: found "tel:+15550001111", expected a sip: URI (without commas) or an E.164 number',
    ],
    [
      'a mistake in a list of targets',
      { routes: [{ name: 'a', destinations: [['sip:a@x', 'x']] }] },
      '  routes[0].destinations[0][1]: found "x", expected a sip: URI',
    ],
    [
      'nine targets at once',
      { routes: [{ name: 'a', destinations: [Array(9).fill('sip:a@x')] }] },
      'expected at most 8 targets',
    ],
    [
      'targets too long for a URL',
      {
        routes: [
          { name: 'a', destinations: [Array.from({ length: 8 }, (_, i) => `sip:${i}${'a'.repeat(200)}@x`)] },
        ],
      },
      'expected targets that take at most 1500 characters in a URL',
    ],
    [
      'a destination twice',
      { routes: [{ name: 'a', destinations: ['sip:a@x', 'sip:a@x'] }] },
      'expected each destination once',
    ],
    [
      'two stars',
      { routes: [{ name: 'a', match: { to: 'a**' }, destinations }] },
      '  routes[0].match.to: found "a**", expected a text, in which one * may stand for any text',
    ],
    [
      'a match on an unknown field',
      { routes: [{ name: 'a', match: { too: 'x' }, destinations }] },
      'routes[0].match.too: found an unknown key',
    ],
    ['a caller id that is no text', { transfer: { callerId: 5 } }, 'found 5, expected an E.164 number'],
    ['privacy in words', { transfer: { privacy: 'yes' } }, 'found "yes", expected true or false'],
    ['routes that are no list', { routes: {} }, '  routes: found {}, expected a list of routes'],
    [
      'too many routes',
      { routes: Array.from({ length: 5001 }, (_, index) => ({ name: `r${index}`, destinations })) },
      'expected at most 5,000 routes',
    ],
    ['a route name that is no text', { routes: [{ name: 5, destinations }] }, 'found 5, expected a name'],
    [
      'destinations that are no list',
      { routes: [{ name: 'a', destinations: 'sip:a@x' }] },
      'found "sip:a@x", expected a list of destinations',
    ],
    [
      'too many destinations',
      { routes: [{ name: 'a', destinations: Array.from({ length: 101 }, (_, i) => `sip:${i}@x`) }] },
      'expected at most 100 destinations',
    ],
    [
      'a destination that is a number',
      { routes: [{ name: 'a', destinations: [5] }] },
      'found 5, expected a sip: URI (without commas) or an E.164 number such as +15551234567, or a list of them',
    ],
    [
      'a destination of no target',
      { routes: [{ name: 'a', destinations: [[]] }] },
      'found [], expected at least one target',
    ],
    [
      'a match on a number',
      { routes: [{ name: 'a', match: { to: 5 }, destinations }] },
      'found 5, expected a text, in which one * may stand for any text, or a list of them',
    ],
    [
      'a match on no text',
      { routes: [{ name: 'a', match: { to: [] }, destinations }] },
      'found [], expected at least one text',
    ],
  ])('%s', (_mistake, input, expected) => {
    expect(refused(input).message).toContain(expected);
  });
});

it.each(['Restricted', 'Anonymous', 'Private', 'Unavailable'])(
  'with privacy, the display name %s is taken',
  (callerDisplayName) => {
    const transfer = { privacy: true, callerDisplayName };
    expect(parsePolicy({ transfer }).transfer).toEqual(transfer);
  },
);
