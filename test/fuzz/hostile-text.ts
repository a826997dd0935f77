import fc from 'fast-check';
import { STATE_PARAMETERS } from '../../functions/recovery/hand-off.ts';
import { DOCUMENTED, documented } from '../support/requests.ts';

/** Names of fields that mean something to JavaScript, or to us. */
export const hostileName = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'toJSON',
    'hasOwnProperty',
    '',
    'then',
  ),
  fc.constantFrom('outcome', 'eventKey', 'outcomeDay', 'expiresAt', 'callId', 'from', 'event.from', 'step'),
  fc.string({ unit: 'binary' }),
);

/** Texts that mean something to XML, HTTP, a terminal, a log or a shell. */
export const hostileText = fc.constantFrom(
  '"/><Hangup/><Transfer x="',
  ']]>',
  '&lt;Hangup/&gt;',
  '\r\nSet-Cookie: a=b',
  '\u0000\u001b[31m',
  '\ud800',
  '{"level":"ERROR"}\n',
  '../../x',
  '%n%s$(id)`id`',
  'x'.repeat(5000),
);

/** A value of any type where another is expected. */
export const hostileValue = fc.oneof(
  hostileText,
  fc.jsonValue({ stringUnit: 'binary' }),
  fc.dictionary(hostileName, fc.jsonValue(), { maxKeys: 3 }),
  fc.double(),
);

/** A documented event, some of its fields dropped, some retyped, some added. */
export const spoiltEvent = fc
  .record({
    event: fc.constantFrom(...DOCUMENTED).map(([, fixture]) => documented(fixture)),
    dropped: fc.array(fc.nat({ max: 16 }), { maxLength: 3 }),
    retyped: fc.array(fc.tuple(fc.nat({ max: 16 }), hostileValue), { maxLength: 3 }),
    added: fc.array(fc.tuple(hostileName, hostileValue), { maxLength: 3 }),
  })
  .map(({ event, dropped, retyped, added }) => {
    const names = Object.keys(event);
    const at = (position: number): string => names[position % names.length] as string;
    const changed = new Map(retyped.map(([position, value]) => [at(position), value]));
    const fields = Object.entries(event)
      .filter((_field, position) => !dropped.includes(position))
      .map(([field, value]) => [field, changed.has(field) ? changed.get(field) : value] as const);
    // Written by hand, as a doubled name or `__proto__` must be in the text.
    const members = [...fields, ...added].map(
      ([field, value]) => `${JSON.stringify(field)}:${JSON.stringify(value) ?? 'null'}`,
    );
    return `{${members.join(',')}}`;
  });

/** A query string: nonsense, or our own parameters with hostile values. */
export const hostileQuery = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...STATE_PARAMETERS, 'callId', 'from', 'x'),
        fc.oneof(hostileText, fc.string(), fc.integer().map(String)),
      ),
      { maxLength: 6 },
    )
    .map((pairs) =>
      pairs.map(([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
    ),
);

/** What makes work where it comes again and again, and where it is read with little care. */
const UNITS = [
  ...[
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '<',
    '"',
    '<">',
    '(',
    '\\',
    ',',
    '@',
    ':',
    ';x=%61',
    '&',
    '=',
    '+',
    '1',
    '1.1e5,',
  ],
  ...[
    '%25',
    '%252525',
    '\u0301\u0323',
    'a\u0323\u0301',
    '\u1112\u1161\u11ab',
    '\ud800',
    '\u0001',
    '漢',
    '\u0130',
  ],
  ...['sip: ', '<sip:', '+1', 'T1 ', 'sip:a@b;', '+15551234567,', '</Response>'],
];

/** The beginnings that let a reader go on. */
const BEGINNINGS = ['', '<', '"', 'sip:', '<sip:', 'tel:', '+1', 'SIP/2.0', '2026-04-30T13:20:39.'];

/** A text of about so many bytes of JSON in UTF-8 that is one unit again and again, and the unit. */
export const longText = fc
  .tuple(
    fc.constantFrom(...BEGINNINGS),
    fc.constantFrom(...UNITS),
    fc.constantFrom(600, 5000, 60_000, 300_000, 1_040_000),
  )
  .map(([beginning, unit, bytes]) => ({
    about: `${JSON.stringify(beginning + unit)} again and again, ${bytes} bytes`,
    text: beginning + unit.repeat(bytes / (Buffer.byteLength(JSON.stringify(unit)) - '""'.length)),
  }));
