/**
 * The metrics that the functions count, by the names under which alarms and
 * dashboard look for them. `by` lists the dimensions that each is split by, where the log line has them.
 */
export const METRICS = {
  /** A callback was handled. */
  callbacks: { name: 'Callbacks', by: ['callback', 'outcome', 'step'] },
  /** A first hand-off failed, and the call was given another; not counted again for a duplicate. */
  recoveriesBegun: { name: 'RecoveriesBegun', by: [] },
  /** A hand-off after the first reached somebody: its leg ended and had been answered, or its callee took the call; not counted again for a duplicate. */
  recoveredCalls: { name: 'RecoveredCalls', by: [] },
  /** A callback came again. */
  duplicates: { name: 'Duplicates', by: [] },
  /** A caller heard the safe answer, as we could not decide. */
  safetyNetAnswers: { name: 'SafetyNetAnswers', by: [] },
  /** A callback met a defect of ours, whether or not somebody heard the safe answer; by the version that has it. */
  defects: { name: 'Defects', by: ['ExecutedVersion'] },
  /** A request was answered 4xx: no or a wrong token, no event of a call, too large. */
  refusedRequests: { name: 'RefusedRequests', by: ['fault'] },
  /** An event of a call came to the wrong URL. */
  invalidCallbacks: { name: 'InvalidCallbacks', by: [] },
  /** Bandwidth could not use an answer, or an application behind a transfer; by the version that was told. */
  misconfiguredOutcomes: { name: 'MisconfiguredOutcomes', by: ['ExecutedVersion'] },
  /** An outcome waits in the queue, as the table did not take it. */
  outcomesQueued: { name: 'OutcomesQueued', by: [] },
  /** An outcome is in the log alone. */
  outcomesLogged: { name: 'OutcomesLogged', by: [] },
  /** An outcome of the queue was stored, or was stored already. */
  outcomesRedriven: { name: 'OutcomesRedriven', by: [] },
} as const;

/** One of {@link METRICS}, by its key. */
export type MetricKey = keyof typeof METRICS;

/** The namespace where a deployment names none. */
export const DEFAULT_METRICS_NAMESPACE = 'CallRecovery';
