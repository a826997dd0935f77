/** One thing that is wrong with a callback, by the path of the field. */
export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * Why a callback is not handled as one; `responses.ts` maps each to its answer.
 *
 * - `unauthenticated`: no token, or a wrong one
 * - `method-not-allowed`: neither POST nor GET
 * - `too-large`: a body above our limit
 * - `unreadable`: no JSON object, or none with a callId: not an event of a call
 * - `invalid`: an event of a call, but of another type than its URL is for
 */
export type CallbackFault = 'unauthenticated' | 'method-not-allowed' | 'too-large' | 'unreadable' | 'invalid';

/** A callback that cannot be handled as one. Every other error is a defect of ours. */
export class CallbackError extends Error {
  override readonly name = 'CallbackError';
  readonly fault: CallbackFault;
  readonly issues: readonly FieldIssue[];

  constructor(fault: CallbackFault, message: string, issues: readonly FieldIssue[] = []) {
    super(message);
    this.fault = fault;
    this.issues = issues;
  }
}
