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
  v.description('Case does not matter; one * stands for any text.'),
);

const PARTY =
  'an E.164 number such as +15551234567, a sip: URI, a word such as Anonymous, or one * for any text';

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

const oneOrMore = <Schema extends typeof pattern | typeof party>(each: Schema, expected: string) =>
  v.exactOptional(
    v.union([
      each,
      v.pipe(v.array(each, `${expected}, or a list of them`), v.minLength(1, 'at least one text')),
    ]),
  );

const texts = oneOrMore(pattern, PATTERN);
const parties = oneOrMore(party, PATTERN);

/** What the calls of a route have in common. */
export const match = v.pipe(
  closedObject({ to: parties, from: parties, applicationId: texts, tag: texts } satisfies Record<
    (typeof MATCH_FIELDS)[number],
    unknown
  >),
  v.description('The calls it is for: every field given must match; absent, every call.'),
);
