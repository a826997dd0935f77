/** What was found of one thing that must hold for calls to be recovered. */
export interface Finding {
  readonly state: 'right' | 'wrong' | 'unseen';
  readonly says: string;
  /** What to type, or where to read, to put it right. */
  readonly cure?: string;
}

export const right = (says: string): Finding => ({ state: 'right', says });

export const wrong = (says: string, cure: string): Finding => ({ state: 'wrong', says, cure });

/** What could not be looked at is not wrong. */
export const unseen = (says: string, cure?: string): Finding => ({
  state: 'unseen',
  says,
  ...(cure !== undefined && { cure }),
});
