import * as v from 'valibot';
import { MAX_ENCODED_DESTINATION_LENGTH } from '../../functions/recovery/bounds.ts';
import {
  type Destination,
  E164,
  encodedLength,
  isTarget,
  MAX_TARGET_LENGTH,
  MAX_TARGETS,
  SIP_URI,
  type Targets,
} from '../../functions/recovery/destination.ts';
import { by, sendDigits } from './asking.ts';
import { closedObject } from './building-blocks.ts';
import { hoursName } from './hours.ts';
import { meantParty, mistakeInSipUri } from './party.ts';
import { onlyPrivateNames, toTransfer, transferOptions } from './transfer.ts';

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
  v.array(target, `${TARGET}, a list of them, or an object with "to"`),
  v.minLength(1, 'at least one target'),
  v.maxLength(MAX_TARGETS, `at most ${MAX_TARGETS} targets`),
  v.metadata({
    description: 'From 1 to 8 targets that ring at once; the first that answers is connected.',
    uniqueItems: true,
  }),
);

/** The targets of a destination as people write it, in the scheme that Bandwidth documents. */
const toTargets = (input: string | readonly string[]): Targets =>
  [input].flat().map((target) => target.replace(/^sip:/i, 'sip:')) as readonly string[] as Targets;

const to = v.pipe(
  v.union([target, targets]),
  v.check(
    (input) => encodedLength({ targets: toTargets(input) }) <= MAX_ENCODED_DESTINATION_LENGTH,
    `targets that take at most ${MAX_ENCODED_DESTINATION_LENGTH} characters in a URL`,
  ),
  v.description(`A sip: URI or an E.164 number, or a list of 1 to ${MAX_TARGETS} of them that ring at once.`),
);

const UUI =
  'base64, a JWT or hexadecimal digits, then ";encoding=base64", ";encoding=jwt" or ";encoding=hex"';

/** A value of the User-To-User header (RFC 7433); limits of https://dev.bandwidth.com/docs/voice/bxml/transfer. */
const uui = v.pipe(
  v.string(UUI),
  v.regex(/^(?:[A-Za-z0-9+/=_-]+;encoding=base64|[\w.-]+;encoding=jwt|[0-9A-Fa-f]+;encoding=hex)$/, UUI),
  v.maxLength(256, 'at most 256 characters'),
  v.metadata({
    description:
      'User-To-User header of the call to its sip: URIs: at most 256 characters, with their encoding. Without it, the context of the URL.',
    examples: ['cXVldWU9c2FsZXM=;encoding=base64'],
  }),
);

/** A destination with what is said of it alone. */
export const destination = v.pipe(
  closedObject('{ "to": "sip:alice@desk.example.com" }', {
    to,
    hours: hoursName,
    ...transferOptions,
    sendDigits: v.exactOptional(sendDigits),
    uui: v.exactOptional(uui),
    by: v.exactOptional(by),
  }),
  v.check(
    (input) => input.uui === undefined || toTargets(input.to).some((each) => each.startsWith('sip:')),
    '"uui" only where a sip: URI is among the targets',
  ),
  v.metadata({
    description:
      'A destination with options of its own, in place of those of its route. A <Refer> knows none of them but the hours; announce, confirm, sendDigits and by ask for a <Transfer>.',
    ...onlyPrivateNames,
  }),
);

/** A destination as people write it. */
type DestinationInput = v.InferOutput<typeof to> | v.InferOutput<typeof destination>;

/** A destination of the file as one value: its targets, its hours, and how a transfer to it is written. */
export function toDestination(input: DestinationInput): Destination {
  if (typeof input === 'string' || Array.isArray(input)) return { targets: toTargets(input) };
  const { to: targets, hours, ...transfer } = input as v.InferOutput<typeof destination>;
  return {
    targets: toTargets(targets),
    ...(hours !== undefined && { hours }),
    ...(Object.keys(transfer).length > 0 && { transfer: toTransfer(transfer) }),
  };
}

/** Where the calls of a route go, in this order; `relations.ts` checks that each is there only once. */
export const destinations = v.pipe(
  v.array(v.union([destination, to]), 'a list of destinations'),
  v.minLength(1, 'at least one destination'),
  v.maxLength(100, 'at most 100 destinations'),
  v.metadata({
    description: `Where the call goes, in this order: from 1 to 100 sip: URIs, E.164 numbers or lists of 1 to ${MAX_TARGETS} of them that ring at once, each only once, or objects with options. In a URL none may take more than 1,000 characters.`,
    uniqueItems: true,
  }),
);
