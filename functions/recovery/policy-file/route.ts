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
} from '../destination.ts';
import { MATCH_FIELDS, PRIVATE_NAMES } from '../policy.ts';
import { closedObject, optionalEntries, plainText, secondsBetween } from './building-blocks.ts';
import { prompts } from './prompt.ts';
import { outcomes } from './steps.ts';

const TARGET = 'a sip: URI (without commas) or an E.164 number such as +15551234567';

const target = v.pipe(
  v.string(TARGET),
  v.check(isTarget, TARGET),
  v.metadata({
    description: 'A sip: URI or an E.164 number.',
    examples: ['sip:alice@desk.example.com', '+15551234567'],
    maxLength: MAX_TARGET_LENGTH,
    anyOf: [{ pattern: SIP_URI.source }, { pattern: E164.source }],
  }),
);

const targets = v.pipe(
  v.array(target, `${TARGET}, or a list of them`),
  v.minLength(1, 'at least one target'),
  v.maxLength(MAX_TARGETS, `at most ${MAX_TARGETS} targets`),
  v.description('Targets that ring at once; the first that answers is connected.'),
);

/** A destination as people write it as the list of targets that it is, in the scheme that Bandwidth documents. */
export const toDestination = (input: string | readonly string[]): Destination =>
  [input].flat().map((target) => target.replace(/^sip:/i, 'sip:')) as readonly string[] as Destination;

const destination = v.pipe(
  v.union([target, targets]),
  v.check(
    (input) =>
      encodeURIComponent(formatDestination(toDestination(input))).length <= MAX_ENCODED_DESTINATION_LENGTH,
    `targets that take at most ${MAX_ENCODED_DESTINATION_LENGTH} characters in a URL`,
  ),
);

const destinations = v.pipe(
  v.array(destination, 'a list of destinations'),
  v.minLength(1, 'at least one destination'),
  v.maxLength(100, 'at most 100 destinations'),
  v.check(
    (list) => new Set(list.map((each) => formatDestination(toDestination(each)))).size === list.length,
    'each destination once: "retry" tries one again',
  ),
  v.metadata({ description: 'Where the call goes, in this order.', uniqueItems: true }),
);

const PATTERN = 'a text, in which one * may stand for any text';

const pattern = v.pipe(
  v.string(PATTERN),
  v.nonEmpty(PATTERN),
  v.regex(/^[^*]*\*?[^*]*$/, PATTERN),
  v.description('Case does not matter; one * stands for any text.'),
);

const patterns = v.union([
  pattern,
  v.pipe(v.array(pattern, `${PATTERN}, or a list of them`), v.minLength(1, 'at least one text')),
]);

/** How transfers are written; limits of https://dev.bandwidth.com/docs/voice/bxml/transfer. */
export const transfer = v.pipe(
  closedObject({
    callTimeoutSeconds: v.exactOptional(
      v.pipe(secondsBetween(1, 300), v.description('How long a destination rings; 30 if absent.')),
    ),
    callerId: v.exactOptional(
      v.pipe(
        v.string('an E.164 number such as +15551234567'),
        v.regex(E164, 'an E.164 number such as +15551234567'),
        v.description('The number that the destination sees.'),
      ),
    ),
    callerDisplayName: v.exactOptional(
      v.pipe(plainText('a name', 256), v.description('The name that the destination sees.')),
    ),
    privacy: v.exactOptional(
      v.pipe(v.boolean('true or false'), v.description('Hides the caller id from the destination.')),
    ),
  }),
  v.check(
    ({ privacy, callerDisplayName: name }) => !privacy || !name || PRIVATE_NAMES.includes(name),
    'with "privacy", the "callerDisplayName" Restricted, Anonymous, Private or Unavailable',
  ),
  v.metadata({
    description: 'How our <Transfer>s are written.',
    if: { properties: { privacy: { const: true } }, required: ['privacy'] },
    // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema
    then: { properties: { callerDisplayName: { enum: PRIVATE_NAMES } } },
  }),
);

const route = closedObject({
  name: v.pipe(
    v.string('a name'),
    v.regex(/^[\w-]{1,64}$/, 'a name of 1 to 64 letters, digits, "_" and "-"'),
    v.description('Travels in the callback URLs: running calls keep their route by it.'),
  ),
  match: v.exactOptional(
    v.pipe(
      closedObject(optionalEntries(MATCH_FIELDS, patterns)),
      v.description('The calls it is for: every field given must match; absent, every call.'),
    ),
  ),
  destinations,
  outcomes: v.exactOptional(outcomes),
  prompts: v.exactOptional(prompts),
  transfer: v.exactOptional(transfer),
});

/** The routes, in the order in which they are tried. */
export const routes = v.pipe(
  v.array(route, 'a list of routes'),
  v.maxLength(5000, 'at most 5,000 routes'),
  v.check(
    (list) => new Set(list.map(({ name }) => name)).size === list.length,
    'a name of its own for each route',
  ),
  v.description('Tried in order: the first that matches a call is taken.'),
);
