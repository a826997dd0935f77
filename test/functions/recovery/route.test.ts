import { describe, expect, it } from 'vitest';
import { findRoute } from '../../../functions/recovery/route.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const destinations = ['sip:a@x.example'];

const routeName = (match: object, call: object): string | undefined =>
  findRoute(parsePolicy({ routes: [{ name: 'it', match, destinations }] }), undefined, call)?.name;

describe('findRoute', () => {
  it.each([
    ['no condition at all', {}, {}],
    ['the same text', { to: 'sip:support@bw.example.com' }, { to: 'sip:support@bw.example.com' }],
    [
      'the same text in another case',
      { to: 'SIP:Support@bw.example.com' },
      { to: 'sip:support@BW.example.com' },
    ],
    ['one of several texts', { to: ['+15550001111', '+15550002222'] }, { to: '+15550002222' }],
    ['a prefix', { from: '+44*' }, { from: '+442071234567' }],
    ['a suffix', { from: '*@customer.example.com' }, { from: 'sip:bob@customer.example.com' }],
    ['both ends', { from: 'sip:*@customer.example.com' }, { from: 'sip:bob@customer.example.com' }],
    ['both ends that meet', { to: 'aba*ba' }, { to: 'ababa' }],
    ['any text', { tag: '*' }, { tag: 'x' }],
    ['an accent that is encoded otherwise', { tag: 'caf\u00e9' }, { tag: 'CAFE\u0301' }],
    ['an accent that the pattern encodes otherwise', { tag: 'cafe\u0301*' }, { tag: 'Caf\u00e9 Nord' }],
    ['two fields', { applicationId: 'app', tag: 'es*' }, { applicationId: 'app', tag: 'es-MX' }],
  ])('matches %s', (_what, match, call) => {
    expect(routeName(match, call)).toBe('it');
  });

  it.each([
    ['another text', { to: '+15550001111' }, { to: '+15550002222' }],
    ['a field that the call does not have', { tag: '*' }, {}],
    ['one field of two', { applicationId: 'app', tag: 'es' }, { applicationId: 'app', tag: 'en' }],
    ['a text in which prefix and suffix overlap', { to: 'aba*aba' }, { to: 'aba' }],
    ['a text that begins and ends like it', { tag: 'aa' }, { tag: 'aaa' }],
    ['a prefix in the middle', { to: 'b*' }, { to: 'ab' }],
  ])('does not match %s', (_what, match, call) => {
    expect(routeName(match, call)).toBeUndefined();
  });

  const policy = parsePolicy({
    routes: [
      { name: 'first', match: { tag: 'a' }, destinations },
      { name: 'second', match: { tag: '*' }, destinations },
    ],
  });

  it.each([
    ['the first that matches', undefined, 'a', 'first'],
    ['the second, if the first does not', undefined, 'b', 'second'],
    ['the one that the URL names, also when the tag has changed since', 'second', 'a', 'second'],
    ['another, when the URL names one that a new policy dropped', 'gone', 'a', 'first'],
  ])('takes %s', (_which, named, tag, expected) => {
    expect(findRoute(policy, named, { tag })?.name).toBe(expected);
  });
});
