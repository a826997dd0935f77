import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDestination, isTarget } from '../../../functions/recovery/destination.ts';
import { parseDestination, readTransferTo } from '../../../functions/recovery/read-destination.ts';
import { target } from './arbitraries.ts';

const BEN = 'sip:ben@desk.example.com';

describe('parseDestination', () => {
  it('reads what formatDestination wrote', () => {
    fc.assert(
      fc.property(fc.array(target, { minLength: 1, maxLength: 8 }), ([first, ...rest]) => {
        const destination = { targets: [first as string, ...rest] as const };
        expect(parseDestination(formatDestination(destination))).toEqual(destination);
      }),
    );
  });

  it.each([
    [
      'a + that arrived as a blank',
      ' 15551234567,sip: 15551234567@x.example',
      ['+15551234567', 'sip:+15551234567@x.example'],
    ],
    ['a + inside a SIP URI', 'sip:ben desk@x.example;a=b c', ['sip:ben+desk@x.example;a=b+c']],
    ['the scheme in capitals', 'SIP:ben@desk.example.com', [BEN]],
    ['angle brackets', '<sip:ben@desk.example.com>', [BEN]],
    ['a name before angle brackets', '"Ben B." < sip:ben@desk.example.com >', [BEN]],
    ['a bare name before angle brackets', 'Ben <sip:ben@desk.example.com>', [BEN]],
    ['a number in angle brackets', '<tel: 15551234567>', ['+15551234567']],
    ['blanks around it', '  sip:ben@desk.example.com\t', [BEN]],
    ['blanks around each', ' sip:ben@desk.example.com , +15551234567 ', [BEN, '+15551234567']],
    ['blanks in a number', '+1 555 123 4567', ['+15551234567']],
    ['a blank for its + and blanks in a number', ' 1 555 123 4567', ['+15551234567']],
    ['marks in a number', '+1 (555) 123-45.67', ['+15551234567']],
    ['tel:', 'tel:+15551234567', ['+15551234567']],
    ['tel: with marks, in capitals', 'TEL:+1-555-123-4567', ['+15551234567']],
  ])('reads %s', (_what, text, expected) => {
    expect(parseDestination(text)?.targets).toEqual(expected);
  });

  it.each([
    undefined,
    '',
    ' ',
    ',',
    'sip:a@x.example,',
    'sip:a@x.example,nonsense',
    '"sip:ben@desk.example.com"',
    'sips:ben@desk.example.com',
    'sip%3Aben%40desk.example.com',
    'ben@desk.example.com',
    '(sip:ben@desk.example.com)',
    '<sip:ben@desk.example.com',
    '15551234567',
    'tel:5551234',
    'tel:+15551234567;ext=3',
    '+44 (0)20 7946 0000',
    Array(9).fill('+15551234567').join(','),
  ])('does not guess what %j is', (text) => {
    expect(parseDestination(text)).toBeUndefined();
  });

  it('takes a destination as long as a callback URL allows, and none that is longer', () => {
    const target = `sip:${'a'.repeat(240)}@x.y`;
    const targets = (last: number) => [...Array(3).fill(target), `sip:${'a'.repeat(last)}@x.y`].join(',');
    const longest = targets(1000 - 3 * 255 - 12);
    expect(new URLSearchParams({ '': longest }).toString()).toHaveLength('='.length + 1000);
    expect(parseDestination(longest)?.targets).toHaveLength(4);
    expect(parseDestination(longest.replace('@x.y', '@x.yz'))).toBeUndefined();
  });

  it('takes none that a callback URL would escape to more than it holds', () => {
    const escaped = `sip:${"!'()~".repeat(40)}@x.y`;
    expect(parseDestination(escaped)).toEqual({ targets: [escaped] });
    expect(parseDestination([escaped, escaped, escaped].join(','))).toBeUndefined();
  });

  it('does not read a target with more around it than a name has', () => {
    const padded = (length: number) => `${' '.repeat(length - BEN.length)}${BEN}`;
    expect(parseDestination(padded(512))).toEqual({ targets: [BEN] });
    expect(parseDestination(padded(513))).toBeUndefined();
  });

  it('never throws, and gives valid targets only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(parseDestination(text)?.targets.every(isTarget) ?? true).toBe(true);
      }),
    );
  });
});

describe('readTransferTo', () => {
  it.each([
    ['+15556667777', '+15556667777'],
    ['15556667777', '+15556667777'],
    [' 15556667777 ', '+15556667777'],
    ['tel:+15556667777', '+15556667777'],
    ['tel:15556667777', '+15556667777'],
    ['SIP:ben@desk.example.com', BEN],
    ['<sip:ben@desk.example.com>', BEN],
  ])('reads %j as %s', (text, expected) => {
    expect(readTransferTo(text)).toEqual({ targets: [expected] });
  });

  it.each([
    'Anonymous',
    '"/><Hangup/>',
    '911',
    '0015556667777',
    'sip:a b@x.example',
    '+1,+2',
    `+15556667777${' '.repeat(501)}`,
  ])('does not guess what %j is', (text) => {
    expect(readTransferTo(text)).toBeUndefined();
  });
});
