/** The platform's limits that a call can run into; tests make them shorter. */
export interface Limits {
  /** How long a callback may take, in real time. */
  answerSeconds: number;
  /** The largest BXML document. */
  bxmlBytes: number;
  /** How long an accepted REFER may stay without a final NOTIFY (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/refer). */
  notifySeconds: number;
  /** How long a B-leg may take to ring, whatever its callTimeout (https://dev.bandwidth.com/docs/voice/bxml/transfer). */
  ringingSeconds: number;
  /** Ours, not the platform's: a call with more callbacks than this is taken to be one that never ends. */
  callbacks: number;
}

/** The limits as documented (https://dev.bandwidth.com/docs/voice/bxml/). */
export const LIMITS: Limits = {
  answerSeconds: 15,
  bxmlBytes: 64 * 1024,
  notifySeconds: 30,
  ringingSeconds: 30,
  callbacks: 100,
};
