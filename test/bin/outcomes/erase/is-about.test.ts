import { describe, expect, it } from 'vitest';
import { isCallOf, names } from '../../../../bin/outcomes/erase/is-about.ts';
import { row } from '../../reader/items.ts';

const NUMBER = '+15551234567';
const URI = 'sip:bob.b@customer.example.com';

describe('isCallOf', () => {
  it.each([
    ['who called', { from: NUMBER }, true],
    ['who called, written otherwise', { from: 'tel:1 (555) 123-4567' }, false],
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
    expect(names(caller)(text)).toBe(expected);
  });
});
