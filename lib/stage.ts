/** The kinds of deployment: `prod` keeps its data whatever happens to the stack, `dev` deletes them with it. */
export const STAGES = ['prod', 'dev'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];
