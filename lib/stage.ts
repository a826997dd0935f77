/** What a deployment is for: `prod` keeps what it stored whatever happens to the stack, `dev` goes without a trace. */
export const STAGES = ['prod', 'dev'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];
