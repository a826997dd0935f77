import * as v from 'valibot';
import {
  type Destination,
  E164,
  formatDestination,
  isTarget,
  MAX_ENCODED_DESTINATION_LENGTH,
  MAX_TARGET_LENGTH,
  MAX_TARGETS,
  SIP_URI,
} from '../../functions/recovery/destination.ts';
import { meantParty, mistakeInSipUri } from './party.ts';

const TARGET = 'a sip: URI (without commas) or an E.164 number such as +15551234567';

/** Tells whether a text is a target that can be called. */
export const isCallable = (text: string): boolean => isTarget(text) && mistakeInSipUri(text) === undefined;

const target = v.pipe(
  v.string(TARGET),
  v.check(isTarget, ({ input }) => TARGET + meantParty(input, isCallable)),
  v.check(isCallable, ({ input }) => String(mistakeInSipUri(input))),
  v.metadata({
    description: 'A sip: URI or an E.164 number.',
    examples: ['sip:alice@desk.example.com', '+15551234567'],
    maxLength: MAX_TARGET_LENGTH,
    anyOf: [{ pattern: SIP_URI.source }, { pattern: E164.source }],
    not: { pattern: '%(?![0-9A-Fa-f]{2})' },
  }),
);

const targets = v.pipe(
  v.array(target, `${TARGET}, or a list of them`),
  v.minLength(1, 'at least one target'),
  v.maxLength(MAX_TARGETS, `at most ${MAX_TARGETS} targets`),
  v.metadata({
    description: 'From 1 to 8 targets that ring at once; the first that answers is connected.',
    uniqueItems: true,
  }),
);

/** A destination as people write it as the list of targets that it is, in the scheme that Bandwidth documents. */
export const toDestination = (input: string | readonly string[]): Destination =>
  [input].flat().map((target) => target.replace(/^sip:/i, 'sip:')) as readonly string[] as Destination;

/**
 * The characters that a destination takes in a callback URL, as `writeHandOff` writes it. With 1,500 of
 * them, the longest names of callback and route and the largest counters, `transfer-disconnect?…` has
 * 1,625. Bandwidth takes 2,048: 423 are left for `https://…/{token}/`, where a host name may have 253
 * and a token of ours has 43.
 */
const lengthInUrl = (input: string | readonly string[]): number =>
  new URLSearchParams([['', formatDestination(toDestination(input))]]).toString().length - '='.length;

const destination = v.pipe(
  v.union([target, targets]),
  v.check(
    (input) => lengthInUrl(input) <= MAX_ENCODED_DESTINATION_LENGTH,
    `targets that take at most ${MAX_ENCODED_DESTINATION_LENGTH} characters in a URL`,
  ),
);

/** Where the calls of a route go, in this order; `relations.ts` checks that each is there only once. */
export const destinations = v.pipe(
  v.array(destination, 'a list of destinations'),
  v.minLength(1, 'at least one destination'),
  v.maxLength(100, 'at most 100 destinations'),
  v.metadata({
    description: `Where the call goes, in this order: from 1 to 100 sip: URIs, E.164 numbers or lists of 1 to ${MAX_TARGETS} of them that ring at once, each only once. In a URL none may take more than 1,500 characters.`,
    uniqueItems: true,
  }),
);
