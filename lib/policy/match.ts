import * as v from 'valibot';
import { E164 } from '../../functions/recovery/destination.ts';
import type { MATCH_FIELDS } from '../../functions/recovery/policy.ts';
import { closedObject } from './building-blocks.ts';
import { canMatchParty, meantParty, mistakeInSipUri } from './party.ts';

const PATTERN = 'a text, in which one * may stand for any text';

const pattern = v.pipe(
  v.string(PATTERN),
  v.nonEmpty(PATTERN),
  v.regex(/^[^*]*\*?[^*]*$/, PATTERN),
  v.description('Text to match: case does not matter, and one * stands for any text.'),
);

const PARTY =
  'an E.164 number such as +15551234567, a sip: URI or a word such as Anonymous, with at most one * for any text';

const isLiteral = (text: string): boolean => !text.includes('*');

const party = v.pipe(
  pattern,
  v.check(canMatchParty, ({ input }) => PARTY + meantParty(input, canMatchParty)),
  v.check(
    (text) => !isLiteral(text) || mistakeInSipUri(text) === undefined,
    ({ input }) => String(mistakeInSipUri(input)),
  ),
  v.metadata({
    description: 'A number, a sip: URI or a word; case does not matter, and one * stands for any text.',
    examples: ['sip:support@*', '+15551234567', 'Anonymous'],
    anyOf: [
      { pattern: '\\*' },
      { pattern: E164.source },
      { pattern: '^[sS][iI][pP]:[^\\s]+$' },
      { pattern: '^[A-Za-z]+$' },
    ],
  }),
);

const oneOrMore = (each: typeof pattern | typeof party, description: string) =>
  v.exactOptional(
    v.pipe(
      v.union([
        each,
        v.pipe(v.array(each, `${PATTERN}, or a list of them`), v.minLength(1, 'at least one text')),
      ]),
      v.description(description),
    ),
  );

/** The fields that the calls of a route have in common. */
export const match = v.pipe(
  closedObject('{ "to": "+15551234567" }', {
    to: oneOrMore(party, 'The called party.'),
    from: oneOrMore(party, 'The calling party, Anonymous for one that is not told.'),
    applicationId: oneOrMore(pattern, 'The Bandwidth application of the call.'),
    tag: oneOrMore(pattern, 'The tag that your app gave the call.'),
  } satisfies Record<(typeof MATCH_FIELDS)[number], unknown>),
  v.description(
    'Calls that the route takes: every field given must match one of its texts. Case does not matter; one * stands for any text. Without fields, every call.',
  ),
);
