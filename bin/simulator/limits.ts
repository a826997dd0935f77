/** The platform's limits that a call can run into; tests make them shorter. */
export interface Limits {
  /** How long a callback may take, in real time (facts §5). */
  answerSeconds: number;
  /** The largest BXML document (facts §5). */
  bxmlBytes: number;
  /** How long an accepted REFER may stay without a final NOTIFY (facts §1). */
  notifySeconds: number;
  /** How long a B-leg may take to ring, whatever its callTimeout (facts §2). */
  ringingSeconds: number;
  /** Ours, not the platform's: a call with more callbacks than this is taken to be one that never ends. */
  callbacks: number;
}

export const LIMITS: Limits = {
  answerSeconds: 15,
  bxmlBytes: 64 * 1024,
  notifySeconds: 30,
  ringingSeconds: 30,
  callbacks: 100,
};
