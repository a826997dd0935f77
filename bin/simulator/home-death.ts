/** How the first of two deployments can fail a callback. */
export const DEATHS = ['refuses', 'hangs', 'answers 500', 'answers no XML', 'answers too late'] as const;

/** One of {@link DEATHS}. */
export type Death = (typeof DEATHS)[number];

/** From which of its callbacks on a call meets a dead deployment, counted from 1. */
export interface HomeDeath {
  readonly how: Death;
  readonly atCallback: number;
}
