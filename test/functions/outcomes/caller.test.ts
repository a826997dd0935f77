import { expect, it } from 'vitest';
import { identifiedCaller } from '../../../functions/outcomes/caller.ts';

it.each([
  ['+15551112222', '+15551112222'],
  [' tel:+1 (555) 111-2222 ', '+15551112222'],
  ['15551112222', '+15551112222'],
  ['sip:bob@Example.COM', 'sip:bob@example.com'],
  ['"Bob" <SIP:bob@example.com:5061;transport=tls>', 'sip:bob@example.com'],
  ['sip:bob:secret@example.com?subject=x', 'sip:bob@example.com'],
  ['sip:%62ob@example.com', 'sip:bob@example.com'],
  ['sip:+15551112222;isup-oli=62@example.com;user=phone', 'sip:+15551112222@example.com'],
  ['sip:bob@[2001:DB8::1]:5060', 'sip:bob@[2001:db8::1]'],
])('%s is %s, however it is written', (from, caller) => {
  expect(identifiedCaller(from)).toBe(caller);
});

it.each([
  ...['Anonymous', 'Restricted', 'Private', 'Unavailable', 'Unknown'].flatMap((word) => [
    word,
    word.toUpperCase(),
    ` ${word.toLowerCase()} `,
    `sip:${word}@gateway.example.com`,
  ]),
  'sip:anonymous@anonymous.invalid',
  '"Anonymous" <sip:anonymous@anonymous.invalid;user=phone>',
  'sip:gateway.example.com',
  'sip:@example.com',
  '',
  '   ',
  '911',
  '+0',
  'Bob Smith',
  `sip:${'x'.repeat(300)}@example.com`,
  15551112222,
  null,
  undefined,
  ['+15551112222'],
])('%j identifies nobody, so it has no partition of its own', (from) => {
  expect(identifiedCaller(from)).toBeUndefined();
});
