import { describe, expect, it } from 'vitest';
import {
  isHidden,
  isOf,
  mayBe,
  names,
  type Person,
  partiesOf,
} from '../../../../bin/outcomes/erase/is-about.ts';
import { row } from '../../reader/items.ts';

const NUMBER = '+15551234567';
const URI = 'sip:bob.b@customer.example.com';

/** Who is known by a number or URI. */
const known = (caller: string): Person => ({ typed: caller, caller });
const isCallOf = (caller: string, found: ReturnType<typeof row>): boolean =>
  partiesOf(found).some((party) => isOf(known(caller), party));

describe('who made a call, or to whom it was made,', () => {
  it.each([
    ['who called', { from: NUMBER }, true],
    ['who called, written otherwise', { from: 'tel:1 (555) 123-4567' }, false],
    ['who called, by a carrier', { from: `<sip:${NUMBER}@carrier.example:5060;user=phone>` }, true],
    ['who called, without its +', { from: '15551234567' }, true],
    ['who was called', { from: '+15550000000', to: NUMBER, direction: 'outbound' }, true],
    ['where a call came in', { from: '+15550000000', to: NUMBER, direction: 'inbound' }, false],
    [
      'where a leg of somebody else went',
      { from: '+15550000000', to: NUMBER, direction: 'outbound', legCallId: 'c-2' },
      false,
    ],
    ['where a call was transferred', { from: '+15550000000', destination: NUMBER }, false],
    ['nobody', {}, false],
  ])('%s', (_what, fields, expected) => {
    expect(isCallOf(NUMBER, row(fields))).toBe(expected);
  });

  it('takes a SIP URI by user and host', () => {
    expect(isCallOf(URI, row({ from: '"Bob" <sip:bob.b@CUSTOMER.example.com:5060;transport=tls>' }))).toBe(
      true,
    );
    expect(isCallOf(URI, row({ from: 'sip:bob@customer.example.com' }))).toBe(false);
  });
});

describe('names', () => {
  it.each([
    [NUMBER, '{"from":"+15551234567"}', true],
    [NUMBER, 'from=%2B15551234567&to=1', true],
    [NUMBER, 'from=%2015551234567', true],
    [NUMBER, '{"from":"tel:+1-555-123-4567;ext=5"}', true],
    [NUMBER, '115551234567', false],
    [NUMBER, '155512345678', false],
    [URI, '<sip:Bob.B@customer.example.com:5060>', true],
    [URI, 'from=sip%3Abob.b%40customer.example.com', true],
    [URI, 'sip:bob.b:secret@customer.example.com', true],
    [URI, 'sip:xbob.b@customer.example.com', false],
    [URI, 'sip:bobxb@customer.example.com', false],
    [URI, 'sip:bob.b@customer.example.com.evil.example', false],
    [URI, 'Write to bob.b@customer.example.com.', true],
  ])('%s in %s: %s', (caller, text, expected) => {
    expect(names(known(caller))(text)).toBe(expected);
  });
});

describe('mayBe', () => {
  it.each([
    ['15551234567@carrier.example', true],
    ['sip:1-555-123-4567@carrier.example', true],
    ['0115551234567', true],
    ['00 1 555 123 4567', true],
    ['sip:5551234567@carrier.example', true],
    ['123-4567', true],
    ['23-4567', false],
    ['sip:0%2015551234567@x', true],
    ['+15551234568', false],
    ['sip:915551234567@x', false],
    ['sip:bob@15551234567.example', true],
    ['', false],
  ])('the number: %s is %s', (party, expected) => {
    expect(mayBe(known(NUMBER))(party)).toBe(expected);
  });

  it('the URI: by user and host, and nobody without a name', () => {
    expect(mayBe(known(URI))('sips:bob.b@customer.example.com')).toBe(true);
    expect(mayBe(known(URI))('sips:bob@customer.example.com')).toBe(false);
    expect(mayBe({ typed: '4711' })('4711')).toBe(false);
  });
});

it.each([
  ['Anonymous', true],
  ['sip:anonymous@anonymous.invalid', true],
  ['"Anonymous" <sip:Anonymous@x;user=phone>', true],
  ['sips:unknown@x', true],
  ['4711', false],
  ['sips:lee@example.com', false],
])('%s stands for everybody who hides: %s', (typed, expected) => {
  expect(isHidden(typed)).toBe(expected);
});
