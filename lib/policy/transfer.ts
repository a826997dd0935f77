import * as v from 'valibot';
import { E164 } from '../../functions/recovery/destination.ts';
import { PRIVATE_NAMES, type TransferOptions } from '../../functions/recovery/transfer-options.ts';
import { announce, confirm, toConfirm } from './asking.ts';
import { closedObject, plainText, secondsBetween } from './building-blocks.ts';
import { meantParty } from './party.ts';

const CALLER_ID = 'an E.164 number such as +15551234567';

/** The expectation where a name may not go out with privacy; Bandwidth refuses the whole transfer. */
export const PRIVATE_NAME =
  'the "callerDisplayName" Restricted, Anonymous, Private or Unavailable together with "privacy"';

/** Tells whether a display name may go out with privacy. */
export const isPrivateName = (name: string): boolean => PRIVATE_NAMES.includes(name);

/** The name that the destination of a transfer sees. */
export const displayName = v.pipe(
  plainText('a name', 256),
  v.description('Name that the destination sees: 1 to 256 characters.'),
);

const isE164 = (text: string): boolean => E164.test(text);

/** The transfer options of a policy, a route or a destination; limits of https://dev.bandwidth.com/docs/voice/bxml/transfer. */
export const transferOptions = {
  callTimeoutSeconds: v.exactOptional(
    v.pipe(
      secondsBetween(1, 300),
      v.metadata({
        description:
          'Seconds that a destination rings, from 1 to 300. With confirm it is 20 where nothing is said.',
        default: 30,
      }),
    ),
  ),
  callerId: v.exactOptional(
    v.pipe(
      v.string(CALLER_ID),
      v.regex(E164, ({ input }) => CALLER_ID + meantParty(input, isE164)),
      v.description('Number that the destination sees, in E.164 form; without it, that of the caller.'),
    ),
  ),
  callerDisplayName: v.exactOptional(displayName),
  privacy: v.exactOptional(
    v.pipe(
      v.boolean('true or false'),
      v.metadata({
        description:
          'Hides the number of the caller; callerDisplayName must then be Restricted, Anonymous, Private or Unavailable.',
        default: false,
      }),
    ),
  ),
  diversion: v.exactOptional(
    v.pipe(
      v.boolean('true or false'),
      v.metadata({
        description:
          'Tells the destination by a Diversion header why the call comes, such as "user-busy", so that a mailbox greets rightly.',
        default: false,
      }),
    ),
  ),
  announce: v.exactOptional(announce),
  confirm: v.exactOptional(confirm),
};

/** The part of {@link PRIVATE_NAME} that an editor can check. */
export const onlyPrivateNames = {
  if: { properties: { privacy: { const: true } }, required: ['privacy'] },
  // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema
  then: { properties: { callerDisplayName: { enum: PRIVATE_NAMES } } },
};

/** How transfers are written; `relations.ts` checks privacy and display name, which may come from several places. */
export const transfer = v.pipe(
  closedObject('{ "callTimeoutSeconds": 30 }', transferOptions),
  v.metadata({ description: 'How a <Transfer> is written.', ...onlyPrivateNames }),
);

/** Options of a transfer as people write them, also those of one destination or route alone. */
type TransferInput = v.InferOutput<typeof transfer> & Pick<TransferOptions, 'uui' | 'sendDigits' | 'by'>;

/** Options of a transfer with their defaults filled in. */
export const toTransfer = ({ confirm: asked, ...options }: TransferInput): TransferOptions =>
  ({ ...options, ...(asked !== undefined && { confirm: toConfirm(asked) }) }) as TransferOptions;
