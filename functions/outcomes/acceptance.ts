import { hash } from '../crypto.ts';

/** The id of a hand-off whose callee is asked to take it: 8 hex digits of the hash of the key of the item that began it. */
export const handOffId = (eventKey: string): string => hash('sha256', eventKey).slice(0, 8);

/** The sort key of the item that says that a callee took a hand-off: one for each, whatever else is stored. */
export const acceptanceKey = (id: string): string => `accepted#${id}`;
