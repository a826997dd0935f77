import fc from 'fast-check';
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
        fc.constantFrom('route', 'destination', 'attempt', 'retries', 'callId', 'from', 'x'),
        fc.oneof(hostileText, fc.string(), fc.integer().map(String)),
      ),
      { maxLength: 6 },
    )
    .map((pairs) =>
      pairs.map(([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
    ),
);
