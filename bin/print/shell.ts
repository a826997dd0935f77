/** A text as one word of a POSIX shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The same, in quotes only where it needs them. */
export const shellWord = (text: string): string => (/^[\w@%+:,./~=-]+$/.test(text) ? text : quoted(text));
