import { typed } from '../../lib/checkout.ts';

/** A token stands in a URL as it is, and in no other text by chance; ours have 43 characters. */
const TOKEN = /^[\w.~-]{32,}$/;

/** The rule for a callback token, and where to get one, as the end of a sentence. */
export const TOKEN_RULE = `32 or more letters, digits, "-", "_", "." and "~". Make one: ${typed('token', '--quiet')}`;

/** Whether a text may be a callback token; every program that reads one asks this. */
export const isToken = (text: string): boolean => TOKEN.test(text);
