/** How a `<Transfer>` of ours is written; what is not given is as Bandwidth has it. */
export interface TransferOptions {
  /** Value of a User-To-User header (RFC 7433): said of one destination only, and sent to its `sip:` URIs. */
  readonly uui?: string | undefined;
  readonly callTimeoutSeconds?: number | undefined;
  readonly callerId?: string | undefined;
  readonly callerDisplayName?: string | undefined;
  readonly privacy?: boolean | undefined;
}

/** The display names that go with privacy (https://dev.bandwidth.com/docs/voice/bxml/transfer). */
export const PRIVATE_NAMES: readonly string[] = ['Restricted', 'Anonymous', 'Private', 'Unavailable'];
