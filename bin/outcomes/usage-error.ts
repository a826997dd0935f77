/** A mistake of the person who asked: its message is one line, ready to print, and says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
