import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused, refusedByBoth } from './refused.ts';

const destinations = ['sip:a@x.example'];
const route = (changes: object) => ({ routes: [{ name: 'a', destinations, ...changes }] });
const to = (...targets: unknown[]) => route({ destinations: targets });
const many = <Value>(length: number, make: (index: number) => Value) =>
  Array.from({ length }, (_, n) => make(n));
const TARGET = 'a sip: URI (without commas) or an E.164 number such as +15551234567';
const PATTERN = 'a text, in which one * may stand for any text';

describe('routes and transfers that are refused', () => {
  it.each<[unknown, string]>([
    [
      { transfer: { callTimeoutSeconds: 301 } },
      'transfer.callTimeoutSeconds: found 301, expected a number of seconds from 1 to 300',
    ],
    [{ transfer: { callerId: '5551234567' } }, 'expected an E.164 number'],
    [{ transfer: { callerId: 5 } }, 'found 5, expected an E.164 number'],
    [
      { transfer: { privacy: true, callerDisplayName: 'Bob' } },
      'Restricted, Anonymous, Private or Unavailable',
    ],
    [{ transfer: { privacy: 'yes' } }, 'found "yes", expected true or false'],
    [{ transfer: { callerDisplayName: 'x'.repeat(257) } }, 'expected a name of at most 256 characters'],
    [{ routes: {} }, 'routes: found {}, expected a list of routes'],
    [{ routes: many(5001, (n) => ({ name: `r${n}`, destinations })) }, 'expected at most 5,000 routes'],
    [{ routes: [{ destinations }] }, 'routes[0].name: found nothing, expected the key "name"'],
    [route({ name: 'a b' }), 'routes[0].name: found "a b", expected a name of 1 to 64 letters'],
    [route({ name: 5 }), 'found 5, expected a name'],
    [to(), 'routes[0].destinations: found [], expected at least one destination'],
    [to('tel:+15550001111'), `destinations[0]: found "tel:+15550001111", expected ${TARGET}`],
    [to(['sip:a@x', 'x']), 'routes[0].destinations[0][1]: found "x", expected a sip: URI'],
    [to(Array(9).fill('sip:a@x')), 'expected at most 8 targets'],
    [to('sip:a@x', 'sip:a@x'), 'expected each destination only once'],
    [to(...many(101, (n) => `sip:${n}@x`)), 'expected at most 100 destinations'],
    [to(5), `found 5, expected ${TARGET}, a list of them, or an object with "to"`],
    [to([]), 'found [], expected at least one target'],
    [route({ destinations: 'sip:a@x' }), 'found "sip:a@x", expected a list of destinations'],
    [route({ match: { to: 'a**' } }), `routes[0].match.to: found "a**", expected ${PATTERN}`],
    [route({ match: { to: 5 } }), `found 5, expected ${PATTERN}, or a list of them`],
    [route({ match: { to: [] } }), 'found [], expected at least one text'],
    [route({ match: { too: 'x' } }), 'routes[0].match.too: found an unknown key'],
  ])('%#', (input, expected) => {
    expect(refusedByBoth(input).message).toContain(expected);
  });

  it.each<[unknown, string]>([
    [{ routes: many(2, () => ({ name: 'a', destinations })) }, 'expected a name that no other route has'],
    [
      to(many(8, (n) => `sip:${n}${'a'.repeat(200)}@x`)),
      'targets that take at most 1000 characters in a URL',
    ],
  ])('%#, which only synth tells', (input, expected) => {
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
