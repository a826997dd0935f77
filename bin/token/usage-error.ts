/** A mistake of the person who runs the command; its message is all that they need to see. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
