import * as fc from 'fast-check';
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
  ['sip:15551112222@example.com', 'sip:15551112222@example.com'],
  ['sip:bob@[2001:DB8::1]:5060', 'sip:bob@[2001:db8::1]'],
])('%s is %s, however it is written', (from, caller) => {
  expect(identifiedCaller(from)).toBe(caller);
});

/** Callers by number, and what may be written around it (RFC 3261 §19.1.6, RFC 3966 §3). */
const anyNumber = fc.stringMatching(/^[1-9]\d{6,14}$/);
const anyWritten = (digits: string) =>
  fc
    .array(fc.constantFrom('', '', '-', '.', ' '), { minLength: digits.length, maxLength: digits.length })
    .map((marks) =>
      [...digits].map((digit, index) => digit + (index < digits.length - 1 ? marks[index] : '')).join(''),
    );
const anyParameters = fc
  .subarray([';ext=5', ';isub=1', ';postd=pp22', ';isup-oli=62', ';phone-context=+1', ':secret'])
  .map((some) => some.join(''));
const anyPlus = fc.constantFrom('+', '+', '%2B', '%2b');

it('a number is one caller in every spelling', () => {
  const anySpelling = anyNumber.chain((digits) =>
    fc
      .tuple(
        fc.constant(digits),
        anyPlus,
        anyWritten(digits),
        anyParameters,
        fc.constantFrom('', 'tel:', 'TEL:', 'sip:', 'Sip:', 'sips:'),
        fc.constantFrom('', '@carrier.example', '@10.0.0.1:5060;user=phone', '@[2001:db8::1];transport=tls'),
        fc.constantFrom<readonly [string, string]>(
          ['', ''],
          ['<', '>'],
          ['"Lee <+15550000000>" <', '>'],
          ['Lee <', '>;tag=1928301774'],
          [' ', ' '],
        ),
      )
      .map(([number, plus, written, parameters, scheme, host, [before, after]]) => ({
        number: `+${number}`,
        spelling: `${before}${scheme}${plus}${written}${parameters}${host}${after}`,
      })),
  );
  fc.assert(
    fc.property(anySpelling, ({ number, spelling }) => {
      expect(identifiedCaller(spelling)).toBe(number);
    }),
  );
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
  'tel:7042;phone-context=+1555',
  '+44 (0)20 7946 0000',
  `tel:+15551112222;ext=${'5'.repeat(600)}`,
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
