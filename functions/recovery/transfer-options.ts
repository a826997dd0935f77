import type { Prompt } from './prompt.ts';

/** How a callee is asked to take a call. */
export interface Confirm {
  /** The key that takes it: a digit, `*` or `#`. */
  readonly key: string;
  /** How long a callee may think, each of the two times that they are asked. */
  readonly seconds: number;
  readonly prompt: Prompt;
}

/** How a `<Transfer>` of ours is written; what is not given is as Bandwidth has it. */
export interface TransferOptions {
  /** Value of a User-To-User header (RFC 7433): said of one destination only, and sent to its `sip:` URIs. */
  readonly uui?: string | undefined;
  /** Keys that are pressed for the callee after the answer: said of one destination only. */
  readonly sendDigits?: string | undefined;
  /** The callee hears it before the two are connected. */
  readonly announce?: Prompt | undefined;
  /** Asks the callee to press a key, or hangs up on them; `false` asks nobody, where a wider place asks. */
  readonly confirm?: Confirm | false | undefined;
  /** Hands off by `<Transfer>` also where a `<Refer>` could be. */
  readonly by?: 'transfer' | undefined;
  readonly callTimeoutSeconds?: number | undefined;
  readonly callerId?: string | undefined;
  readonly callerDisplayName?: string | undefined;
  readonly privacy?: boolean | undefined;
  /** Tells the destination by a Diversion header why the call comes to it. */
  readonly diversion?: boolean | undefined;
}

/** Something that says how transfers are written. */
interface Transferring {
  readonly transfer?: TransferOptions | undefined;
}

/** How a policy writes a `<Transfer>` to a destination: what is said nearest to it holds. */
export const optionsFor = (
  everywhere: TransferOptions,
  route: Transferring | undefined,
  destination: Transferring | undefined,
): TransferOptions => ({ ...everywhere, ...route?.transfer, ...destination?.transfer });

/** The display names that go with privacy (https://dev.bandwidth.com/docs/voice/bxml/transfer). */
export const PRIVATE_NAMES: readonly string[] = ['Restricted', 'Anonymous', 'Private', 'Unavailable'];

/** Tells whether a callee hears or is sent something between answer and connection. */
export const hasLegDocument = ({ sendDigits, announce, confirm }: TransferOptions): boolean =>
  Boolean(sendDigits || announce || confirm);

/** Tells whether only a `<Transfer>` does what is asked for. */
export const needsTransfer = (options: TransferOptions): boolean =>
  options.by === 'transfer' || hasLegDocument(options);

/** Asks by key 1, for 8 seconds. */
export const DEFAULT_CONFIRM: Confirm = {
  key: '1',
  seconds: 8,
  prompt: { say: 'Press 1 to take this call.' },
};

/** How long a callee rings who is then asked, where nothing else is said: mailboxes pick up after 25 seconds or more. */
export const CONFIRM_TIMEOUT_SECONDS = 20;
