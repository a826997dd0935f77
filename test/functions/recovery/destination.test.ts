import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  canBeReferred,
  canonicalDestination,
  canonicalTarget,
  isTarget,
} from '../../../functions/recovery/destination.ts';

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
    'SIP:alice@Atlanta.Example.COM',
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

describe('canBeReferred', () => {
  it.each([
    [['sip:a@x.example'], true],
    [['+15551234567'], false],
    [['sip:a@x.example', 'sip:b@x.example'], false],
  ] as const)('of %j is %s', (targets, expected) => {
    expect(canBeReferred({ targets })).toBe(expected);
  });
});

describe('canonicalTarget', () => {
  it.each([
    ['the scheme', 'SIP:ben@desk.example.com', 'sip:ben@desk.example.com'],
    ['the host', 'sip:ben@DESK.Example.com', 'sip:ben@desk.example.com'],
    ['an IPv6 host', 'sip:ben@[2001:DB8::A]:5061', 'sip:ben@[2001:db8::a]:5061'],
    ['a host alone', 'SIP:Desk.Example.com;LR', 'sip:desk.example.com;lr'],
    ['an escape that is not needed', 'sip:%62%65n@desk.example.com', 'sip:ben@desk.example.com'],
    ['how an escape is written', 'sip:a%2fb@desk.example.com', 'sip:a%2Fb@desk.example.com'],
    ['the name of a parameter', 'sip:b@x.example;Transport=tcp', 'sip:b@x.example;transport=tcp'],
    ['the order of parameters', 'sip:b@x.example;user=phone;lr', 'sip:b@x.example;lr;user=phone'],
  ])('is blind to %s', (_what, one, other) => {
    expect(canonicalTarget(one)).toBe(canonicalTarget(other));
  });

  it.each([
    ['the user', 'sip:Ben@x.example', 'sip:ben@x.example'],
    ['the port', 'sip:ben@x.example:5060', 'sip:ben@x.example'],
    ['a parameter', 'sip:ben@x.example;transport=tcp', 'sip:ben@x.example'],
    ['the value of a parameter', 'sip:ben@x.example;a=B', 'sip:ben@x.example;a=b'],
    ['an escape that means something', 'sip:a%3Bb@x.example', 'sip:a;b@x.example'],
    ['a header', 'sip:ben@x.example?subject=A', 'sip:ben@x.example?subject=a'],
    ['a password', 'sip:ben:S@x.example', 'sip:ben:s@x.example'],
    ['a number', '+15551234567', '+15551234568'],
  ])('tells apart by %s', (_what, one, other) => {
    expect(canonicalTarget(one)).not.toBe(canonicalTarget(other));
  });

  it('keeps what is canonical, and a text that is no URI', () => {
    expect(canonicalTarget('sip:a;b=c:d@x.example:5060;lr?q=%3C')).toBe(
      'sip:a;b=c:d@x.example:5060;lr?q=%3C',
    );
    expect(canonicalTarget('+15551234567')).toBe('+15551234567');
  });

  it('changes nothing a second time', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^sip:[a-z%0-9A-F;=]{1,12}@[A-Za-z.]{1,9}(:\d{4})?(;[A-Za-z=]{1,6}){0,3}$/),
        (uri) => {
          expect(canonicalTarget(canonicalTarget(uri))).toBe(canonicalTarget(uri));
        },
      ),
      { examples: [['sip:%2%37@A'], ['sip:%%32%37@a'], ['sip:%%%332%37@a']] },
    );
  });
});

describe('canonicalDestination', () => {
  it('is blind to the order of targets that ring at once', () => {
    expect(canonicalDestination({ targets: ['+15551234567', 'SIP:a@X.example'] })).toBe(
      canonicalDestination({ targets: ['sip:a@x.example', '+15551234567'] }),
    );
  });
});

describe('addressOf', () => {
  it.each([
    ['+15551234567', '15551234567'],
    ['sip:Ben@Desk.example.com:5061;transport=tls?x=y', 'ben@desk.example.com'],
    ['sip:a;b=c@[2001:db8::1]:5060', 'a;b=c@[2001:db8::1]'],
    ['sip:desk.example.com', 'desk.example.com'],
  ])('of %s is %s', (target, address) => {
    expect(addressOf(target)).toBe(address);
  });
});
