import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shape } from '../../../bin/doctor/shape.ts';
import { DOCUMENTED_EVENTS } from '../../../bin/documented-events/documented-events.ts';
import { OUR_NAMES } from '../../../functions/outcomes/kept-fields.ts';

const NAMES = [...OUR_NAMES, ...Object.values(DOCUMENTED_EVENTS).flatMap((event) => Object.keys(event))];

/** Something that tells of a person, told apart from all else by its mark. */
const personal = fc
  .tuple(
    fc.constantFrom('sip:', 'sips:', '+1', 'https://', 'c-', 'PT', '2026-11-30T', '', ' ', '"', 'tel:'),
    fc.stringMatching(/^[a-z0-9@.:;=_-]{0,30}$/),
    fc.constantFrom('quincy7', 'zebedee', '4155550123'),
    fc.constantFrom('', '@pbx.acme.com', 'S', 'Z', '\n'),
  )
  .map((parts) => parts.join(''));
const MARKS = ['quincy7', 'zebedee', '4155550123'];

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 6 },
    personal,
    fc.constant(4155550123),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(personal, fc.constantFrom(...NAMES)), tie('any'), { maxKeys: 3 }),
  ),
})).any;

it('nothing of a person is in the shape of an event, whatever is stored, under whatever name', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(personal, fc.constantFrom(...NAMES)), value), (event) => {
      const text = JSON.stringify(shape(event));
      for (const mark of MARKS) expect(text).not.toContain(mark);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['+14155550123', 'a number with +, 12 characters'],
  ['sip:quincy@pbx.acme.com', 'a SIP URI, 23 characters'],
  ['2026-04-30T13:20:39.810Z', 'a time in UTC with milliseconds, 24 characters'],
  ['2026-04-30T13:20:39+02:00', 'a time, 25 characters'],
  ['https://voice.bandwidth.com/x', 'a URL, 29 characters'],
  ['PT12.056S', 'a duration, 9 characters'],
  ['busy', 'busy'],
  ['newly-made-cause', 'a text, 16 characters'],
])('a value %j is told as %j', (given, told) => {
  expect(shape({ cause: given })).toEqual({ cause: told });
});

it('keeps codes of SIP, and names that are documented', () => {
  expect(shape({ notifySipResponseCode: 486, attempt: 2, quincy: 1, undated: true })).toEqual({
    notifySipResponseCode: 486,
    attempt: 'a number',
    'unknown 3': 'a number',
    undated: true,
  });
  expect(shape({ notifySipResponseCode: 4155550123 })).toEqual({ notifySipResponseCode: 'a number' });
});
