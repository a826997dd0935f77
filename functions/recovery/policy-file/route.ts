import * as v from 'valibot';
import {
  type Destination,
  E164,
  formatDestination,
  isTarget,
  MAX_ENCODED_DESTINATION_LENGTH,
  MAX_TARGETS,
} from '../destination.ts';
import { MATCH_FIELDS } from '../policy.ts';
import { closedObject, optionalEntries, plainText, secondsBetween } from './building-blocks.ts';
import { prompts } from './prompt.ts';
import { outcomes } from './steps.ts';

const TARGET = 'a sip: URI (without commas) or an E.164 number such as +15551234567';

const target = v.pipe(v.string(TARGET), v.check(isTarget, TARGET));

const targets = v.pipe(
  v.array(target, `${TARGET}, or a list of them`),
  v.minLength(1, 'at least one target'),
  v.maxLength(MAX_TARGETS, `at most ${MAX_TARGETS} targets`),
);

/** A destination as people write it as the list of targets that it is. */
export const toDestination = (input: string | readonly string[]): Destination =>
  (typeof input === 'string' ? [input] : input) as Destination;

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
);

const PATTERN = 'a text, in which one * may stand for any text';

const pattern = v.pipe(v.string(PATTERN), v.nonEmpty(PATTERN), v.regex(/^[^*]*\*?[^*]*$/, PATTERN));

const patterns = v.union([
  pattern,
  v.pipe(v.array(pattern, `${PATTERN}, or a list of them`), v.minLength(1, 'at least one text')),
]);

/** How transfers are written; limits of https://dev.bandwidth.com/docs/voice/bxml/transfer. */
export const transfer = v.pipe(
  closedObject({
    callTimeoutSeconds: v.exactOptional(secondsBetween(1, 300)),
    callerId: v.exactOptional(
      v.pipe(
        v.string('an E.164 number such as +15551234567'),
        v.regex(E164, 'an E.164 number such as +15551234567'),
      ),
    ),
    callerDisplayName: v.exactOptional(plainText('a name', 256)),
    privacy: v.exactOptional(v.boolean('true or false')),
  }),
  v.check(
    ({ privacy, callerDisplayName: name }) =>
      !privacy || !name || ['Restricted', 'Anonymous', 'Private', 'Unavailable'].includes(name),
    'with "privacy", the "callerDisplayName" Restricted, Anonymous, Private or Unavailable',
  ),
);

const route = closedObject({
  name: v.pipe(
    v.string('a name'),
    v.regex(/^[\w-]{1,64}$/, 'a name of 1 to 64 letters, digits, "_" and "-"'),
  ),
  match: v.exactOptional(closedObject(optionalEntries(MATCH_FIELDS, patterns))),
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
);
