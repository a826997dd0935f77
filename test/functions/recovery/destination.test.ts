import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBeReferred,
  formatDestination,
  isTarget,
  parseDestination,
} from '../../../functions/recovery/destination.ts';
import { target } from './arbitraries.ts';

describe('isTarget', () => {
  it.each([
    'sip:alice@atlanta.example.com',
    'sip:alice@atlanta.example.com:5060;transport=tls',
    'sip:alice@10.0.0.1',
    'sip:alice@[2001:db8::1]:5061',
    'sip:atlanta.example.com',
    'sip:+15551234567@gw.example.com;user=phone',
    'sip:a%20b@x.example?subject=hi',
    '+15551234567',
    '+12',
    `sip:${'a'.repeat(241)}@x.example`,
  ])('takes %s', (text) => {
    expect(isTarget(text)).toBe(true);
  });

  it.each([
    '',
    'alice@atlanta.example.com',
    'sips:alice@atlanta.example.com',
    'tel:+15551234567',
    '15551234567',
    '+05551234567',
    '+1',
    '+1555123456789012',
    'sip:',
    'sip:a b@x.example',
    'to sip:a@x.example',
    'sip:a,b@x.example',
    'sip:a@x.example<Hangup/>',
    'sip:a@x.example\n',
    'sip:a@x"y',
    'sip:ä@x.example',
    `sip:${'a'.repeat(250)}@x.example`,
  ])('refuses %j', (text) => {
    expect(isTarget(text)).toBe(false);
  });
});

describe('parseDestination', () => {
  it('reads what formatDestination wrote', () => {
    fc.assert(
      fc.property(fc.array(target, { minLength: 1, maxLength: 8 }), ([first, ...rest]) => {
        const destination = [first as string, ...rest] as const;
        expect(parseDestination(formatDestination(destination))).toEqual(destination);
      }),
    );
  });

  it('puts back a + that arrived as a blank', () => {
    expect(parseDestination(' 15551234567,sip: 15551234567@x.example')).toEqual([
      '+15551234567',
      'sip:+15551234567@x.example',
    ]);
  });

  it.each([undefined, '', ',', 'sip:a@x.example,', 'sip:a@x.example,nonsense'])(
    'reads %j as unknown',
    (text) => {
      expect(parseDestination(text)).toBeUndefined();
    },
  );

  it('takes a destination as long as a callback URL allows, and none that is longer', () => {
    const target = `sip:${'a'.repeat(240)}@x.y`;
    const longest = [...Array(5).fill(target), `sip:${'a'.repeat(1500 - 5 * 249 - 8)}@x.y`].join(',');
    expect(longest).toHaveLength(1500);
    expect(parseDestination(longest)).toHaveLength(6);
    expect(parseDestination(longest.replace('@x.y', '@x.yz'))).toBeUndefined();
  });

  it('puts back a + at the beginning of a target only', () => {
    expect(parseDestination('sip:a 1@x.example')).toBeUndefined();
  });

  it('reads nine targets as unknown', () => {
    expect(parseDestination(Array(9).fill('+15551234567').join(','))).toBeUndefined();
  });

  it('reads a text too long for a callback URL as unknown', () => {
    const long = Array.from({ length: 8 }, (_, index) => `sip:${'a'.repeat(200)}${index}@x.example`);
    expect(parseDestination(long.join(','))).toBeUndefined();
  });

  it('never throws, and gives valid targets only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(parseDestination(text)?.every(isTarget) ?? true).toBe(true);
      }),
    );
  });
});

describe('canBeReferred', () => {
  it.each([
    [['sip:a@x.example'], true],
    [['+15551234567'], false],
    [['sip:a@x.example', 'sip:b@x.example'], false],
  ] as const)('of %j is %s', (destination, expected) => {
    expect(canBeReferred(destination)).toBe(expected);
  });
});
